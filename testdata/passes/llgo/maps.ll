; llgo: the map is operand 1, the element is behind the slot, function values are
; {code, context}.
; REQUIRES: plugin
; RUN: %opt -passes='print<map-graph>' -disable-output %s | FileCheck-19 %s
; CHECK-NOT: broken
@"map[_llgo_string]*_llgo_pkg.rec" = external constant i8

declare ptr @"github.com/goplus/llgo/runtime/internal/runtime.MapAssign"(ptr, ptr, ptr)
declare { ptr, i1 } @"github.com/goplus/llgo/runtime/internal/runtime.MapAccess2"(ptr, ptr, ptr)
declare ptr @"github.com/goplus/llgo/runtime/internal/runtime.MakeMap"(ptr, i64)
declare i64 @"github.com/goplus/llgo/runtime/internal/runtime.MapLen"(ptr)
declare ptr @"github.com/goplus/llgo/runtime/internal/runtime.NewMapIter"(ptr, ptr)
declare { i1, ptr, ptr } @"github.com/goplus/llgo/runtime/internal/runtime.MapIterNext"(ptr)
declare ptr @"github.com/goplus/llgo/runtime/internal/runtime.AllocU"(i64)
declare i32 @"github.com/goplus/llgo/runtime/internal/runtime.CreateThread"(ptr, ptr, ptr, ptr)
declare void @"sync.(*Mutex).Lock"(ptr)
declare void @"sync.(*Once).Do"(ptr, { ptr, ptr })

; The call's type differs from the callee's: the row counts all the same.
; CHECK-LABEL: define pkg.make
; CHECK: %[[OP:[0-9]+]] map-make "RT.MakeMap" : map[_llgo_string]*_llgo_pkg.rec cap=
; CHECK: %[[M:[0-9]+]] value "m" = result0 %[[OP]]
; CHECK: map-length "RT.MapLen" addr=%[[M]]
define i64 @pkg.make(i8 %n) {
  %m = call ptr @"github.com/goplus/llgo/runtime/internal/runtime.MakeMap"(ptr @"map[_llgo_string]*_llgo_pkg.rec", i8 %n)
  %l = call i64 @"github.com/goplus/llgo/runtime/internal/runtime.MapLen"(ptr %m)
  ret i64 %l
}

; CHECK-LABEL: define pkg.set
; CHECK: map-update "RT.MapAssign" : {{.*}} addr=%[[M:[0-9]+]] key=%{{[0-9]+}} val=%[[V:[0-9]+]]
; CHECK: %[[M]] param 0 "m"
; CHECK: %[[V]] param 2 "v"
define void @pkg.set(ptr %m, i64 %k, ptr %v) {
  %key = call ptr @"github.com/goplus/llgo/runtime/internal/runtime.AllocU"(i64 8)
  store i64 %k, ptr %key
  %slot = call ptr @"github.com/goplus/llgo/runtime/internal/runtime.MapAssign"(ptr @"map[_llgo_string]*_llgo_pkg.rec", ptr %m, ptr %key)
  store ptr %v, ptr %slot
  ret void
}

; CHECK-LABEL: define pkg.first
; CHECK: map-iterate "RT.NewMapIter" {{.*}} addr=%[[M:[0-9]+]]
; CHECK: %[[NEXT:[0-9]+]] map-iterate-next "RT.MapIterNext" {{.*}} addr=%[[M]]
; CHECK: value "v" = result1 %[[NEXT]]
define ptr @pkg.first(ptr %m) {
  %it = call ptr @"github.com/goplus/llgo/runtime/internal/runtime.NewMapIter"(ptr @"map[_llgo_string]*_llgo_pkg.rec", ptr %m)
  %r = call { i1, ptr, ptr } @"github.com/goplus/llgo/runtime/internal/runtime.MapIterNext"(ptr %it)
  %p = extractvalue { i1, ptr, ptr } %r, 2
  %v = load ptr, ptr %p
  ret ptr %v
}

; CHECK-LABEL: define pkg.spawn
; CHECK: spawn "RT.CreateThread" code=pkg._llgo_routine$1() arg0=%[[B:[0-9]+]]
; CHECK: %[[B]] object "bundle"
; CHECK: lock "sync.(*Mutex).Lock" addr=%[[MU:[0-9]+]]
; CHECK: once "sync.(*Once).Do" addr=%[[MU]] code=pkg.f() arg0=%[[B]]
define void @pkg.spawn(ptr %mu) {
  %bundle = call ptr @"github.com/goplus/llgo/runtime/internal/runtime.AllocU"(i64 16)
  %t = call i32 @"github.com/goplus/llgo/runtime/internal/runtime.CreateThread"(ptr null, ptr null, ptr @"pkg._llgo_routine$1", ptr %bundle)
  call void @"sync.(*Mutex).Lock"(ptr %mu)
  %f0 = insertvalue { ptr, ptr } undef, ptr @pkg.f, 0
  %f1 = insertvalue { ptr, ptr } %f0, ptr %bundle, 1
  call void @"sync.(*Once).Do"(ptr %mu, { ptr, ptr } %f1)
  ret void
}
declare ptr @"pkg._llgo_routine$1"(ptr)
declare void @pkg.f(ptr)
