module github.com/nats-io/nats.go

go 1.22.0

require (
	github.com/golang/protobuf v1.4.2
	github.com/klauspost/compress v1.17.11
	github.com/nats-io/jwt v1.2.2
	github.com/nats-io/nats-server/v2 v2.10.24
	github.com/nats-io/nkeys v0.4.9
	github.com/nats-io/nuid v1.0.1
	go.uber.org/goleak v1.3.0
	golang.org/x/text v0.21.0
	google.golang.org/protobuf v1.23.0
)

require (
	github.com/minio/highwayhash v1.0.3 // indirect
	github.com/nats-io/jwt/v2 v2.7.3 // indirect
	golang.org/x/crypto v0.31.0 // indirect
	golang.org/x/sys v0.28.0 // indirect
	golang.org/x/time v0.8.0 // indirect
)
