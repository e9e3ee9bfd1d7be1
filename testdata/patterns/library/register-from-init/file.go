package drivers

import "os"

type fileDriver struct{}

func (fileDriver) Open(name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	return f.Close()
}

func init() {
	Register("file", fileDriver{})
}
