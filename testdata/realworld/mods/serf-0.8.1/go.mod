module github.com/hashicorp/serf

go 1.12

require (
	github.com/armon/circbuf v0.0.0-20150827004946-bbbad097214e
	github.com/armon/go-metrics v0.0.0-20180917152333-f0300d1749da
	github.com/hashicorp/go-msgpack v0.5.3
	github.com/hashicorp/go-syslog v1.0.0
	github.com/hashicorp/logutils v1.0.0
	github.com/hashicorp/mdns v1.0.0
	github.com/hashicorp/memberlist v0.1.3
	github.com/mitchellh/cli v1.0.0
	github.com/mitchellh/gox v0.4.0
	github.com/mitchellh/mapstructure v0.0.0-20160808181253-ca63d7c062ee
	github.com/ryanuber/columnize v0.0.0-20160712163229-9b3edd62028f
)

require (
	github.com/armon/go-radix v0.0.0-20180808171621-7fddfc383310 // indirect
	github.com/bgentry/speakeasy v0.1.0 // indirect
	github.com/davecgh/go-spew v1.1.1 // indirect
	github.com/fatih/color v1.7.0 // indirect
	github.com/google/btree v0.0.0-20180813153112-4030bb1f1f0c // indirect
	github.com/hashicorp/errwrap v1.0.0 // indirect
	github.com/hashicorp/go-immutable-radix v1.0.0 // indirect
	github.com/hashicorp/go-multierror v1.0.0 // indirect
	github.com/hashicorp/go-sockaddr v1.0.0 // indirect
	github.com/hashicorp/go-uuid v1.0.1 // indirect
	github.com/hashicorp/go.net v0.0.1 // indirect
	github.com/hashicorp/golang-lru v0.5.0 // indirect
	github.com/mattn/go-colorable v0.0.9 // indirect
	github.com/mattn/go-isatty v0.0.3 // indirect
	github.com/miekg/dns v1.0.14 // indirect
	github.com/mitchellh/iochan v1.0.0 // indirect
	github.com/pascaldekloe/goe v0.0.0-20180627143212-57f6aae5913c // indirect
	github.com/pmezard/go-difflib v1.0.0 // indirect
	github.com/posener/complete v1.1.1 // indirect
	github.com/sean-/seed v0.0.0-20170313163322-e2103e2c3529 // indirect
	github.com/stretchr/objx v0.1.0 // indirect
	github.com/stretchr/testify v1.3.0 // indirect
	golang.org/x/crypto v0.0.0-20181029021203-45a5f77698d3 // indirect
	golang.org/x/net v0.0.0-20181201002055-351d144fa1fc // indirect
	golang.org/x/sync v0.0.0-20181221193216-37e7f081c4d4 // indirect
	golang.org/x/sys v0.0.0-20181026203630-95b1ffbd15a5 // indirect
)
