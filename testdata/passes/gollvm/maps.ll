; gollvm: rows do not count the leading nest operand; fast versions take the key
; by value; defers are thunks that run at deferreturn.
; REQUIRES: plugin
; RUN: %opt -passes='print<map-graph>' -disable-output %s | FileCheck-19 %s
; CHECK-NOT: broken
@type..map_6int_7_2int = external constant i8

declare ptr @runtime.makemap__small(ptr nest)
declare ptr @runtime.mapassign__fast64(ptr nest, ptr, ptr, i64)
declare ptr @runtime.mapaccess1(ptr nest, ptr, ptr, ptr)
declare ptr @__go_go(ptr nest, i64, ptr)
declare void @sync.Mutex.Lock(ptr nest, ptr)
declare void @runtime.deferproc(ptr nest, ptr, i64, ptr)
declare void @runtime.deferreturn(ptr nest, ptr)

; CHECK-LABEL: define p.f
; CHECK: %[[MAKE:[0-9]+]] map-make "runtime.makemap__small"
; CHECK: %[[M:[0-9]+]] value "m" = result0 %[[MAKE]]
; CHECK: lock "sync.Mutex.Lock" addr=%[[MU:[0-9]+]]
; CHECK: %[[MU]] param 1 "mu"
; CHECK: map-update "runtime.mapassign__fast64" : map_6int_7_2int addr=%[[M]] key=%[[K:[0-9]+]] val=%[[MU]]
; CHECK: %[[K]] value "k"
; CHECK: map-lookup "runtime.mapaccess1" : map_6int_7_2int addr=%[[M]] key=%[[K]]
; CHECK: spawn "__go_go" code=p.go..thunk0() arg0=%[[MU]]
; CHECK: call deferred code=p.go..thunk1() arg0=%[[MU]]
define void @p.f(ptr nest %nest.0, ptr %mu, i64 %k) {
  %cell = alloca i64
  store i64 %k, ptr %cell
  %m = call ptr @runtime.makemap__small(ptr nest undef)
  call void @sync.Mutex.Lock(ptr nest undef, ptr %mu)
  call void @runtime.deferproc(ptr nest undef, ptr null, i64 ptrtoint (ptr @p.go..thunk1 to i64), ptr %mu)
  %slot = call ptr @runtime.mapassign__fast64(ptr nest undef, ptr @type..map_6int_7_2int, ptr %m, i64 %k)
  store ptr %mu, ptr %slot
  %e = call ptr @runtime.mapaccess1(ptr nest undef, ptr @type..map_6int_7_2int, ptr %m, ptr %cell)
  %g = call ptr @__go_go(ptr nest undef, i64 ptrtoint (ptr @p.go..thunk0 to i64), ptr %mu)
  call void @runtime.deferreturn(ptr nest undef, ptr null)
  ret void
}
declare void @p.go..thunk0(ptr nest, ptr)
declare void @p.go..thunk1(ptr nest, ptr)
