package store

type Cache struct {
	n int
	m map[string]int
}

func New() *Cache {
	return &Cache{m: map[string]int{}}
}

func (c *Cache) Set(k string) {
	c.m[k] = 1
}
