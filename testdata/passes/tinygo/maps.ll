; Map operations of TinyGo: keys and values travel through slots, the context is
; the last operand. 0.42 (Generic, String, Binary) and older (Interface).
; REQUIRES: plugin
; RUN: %opt -passes='print<map-graph>' -disable-output %s | FileCheck-19 %s
; CHECK-NOT: broken
@main.g = internal global ptr null

declare ptr @runtime.hashmapMakeGeneric(i64, i64, i64, ptr, ptr, ptr, ptr, ptr)
declare i1 @runtime.hashmapStringGet(ptr, ptr, i64, ptr, i64, ptr)
declare void @runtime.hashmapBinarySet(ptr, ptr, ptr, ptr)
declare void @runtime.hashmapInterfaceDelete(ptr, ptr, ptr, ptr)
declare i1 @runtime.hashmapNext(ptr, ptr, ptr, ptr, ptr)
declare ptr @runtime.alloc(i64, ptr, ptr)
declare void @runtime.nilPanic(ptr)

; CHECK-LABEL: define main.make
; CHECK: %[[OP:[0-9]+]] map-make "runtime.hashmapMakeGeneric" cap=%[[CAP:[0-9]+]]
; CHECK: %[[M:[0-9]+]] value "m" = result0 %[[OP]]
; CHECK: %[[CAP]] value "8"
; CHECK: write addr=main.g@{{.*}} val=%[[M]]
define internal void @main.make(ptr %context) {
  %m = call ptr @runtime.hashmapMakeGeneric(i64 16, i64 8, i64 8, ptr null, ptr null, ptr null, ptr null, ptr undef)
  store ptr %m, ptr @main.g
  ret void
}

; CHECK-LABEL: define main.get
; CHECK: %[[OP:[0-9]+]] map-lookup comma-ok "runtime.hashmapStringGet" addr=%[[M:[0-9]+]] key=%[[K:[0-9]+]]
; CHECK: %[[M]] param 0 "m"
; CHECK: %[[K]] param 1 "k.data"
; CHECK: %[[V:[0-9]+]] value "v" = result0 %[[OP]]
; CHECK: result 0 = copy %[[V]]
; CHECK-NOT: panic
define internal ptr @main.get(ptr %m, ptr %k.data, i64 %k.len, ptr %context) {
entry:
  %hashmap.value = alloca ptr
  %ok = call i1 @runtime.hashmapStringGet(ptr %m, ptr %k.data, i64 %k.len, ptr %hashmap.value, i64 8, ptr undef)
  %v = load ptr, ptr %hashmap.value
  %null = icmp eq ptr %v, null
  br i1 %null, label %deref.throw, label %deref.next
deref.throw:
  call void @runtime.nilPanic(ptr undef)
  unreachable
deref.next:
  ret ptr %v
}

; CHECK-LABEL: define main.set
; CHECK: map-update "runtime.hashmapBinarySet" addr=%[[M:[0-9]+]] key=%[[K:[0-9]+]] val=%[[OBJ:[0-9]+]]
; CHECK: %[[M]] param 0 "m"
; CHECK: %[[K]] value "k"
; CHECK: %[[OBJ]] object "p"
define internal void @main.set(ptr %m, i64 %k, ptr %context) {
  %key = alloca i64
  %val = alloca ptr
  %p = call ptr @runtime.alloc(i64 8, ptr null, ptr undef)
  store i64 %k, ptr %key
  store ptr %p, ptr %val
  call void @runtime.hashmapBinarySet(ptr %m, ptr %key, ptr %val, ptr undef)
  ret void
}

; CHECK-LABEL: define main.loop
; CHECK: map-iterate-next "runtime.hashmapNext" addr=%[[M:[0-9]+]]
; CHECK: map-delete "runtime.hashmapInterfaceDelete" addr=%[[M]]
define internal void @main.loop(ptr %m, ptr %type, ptr %value, ptr %context) {
entry:
  %it = alloca [64 x i8]
  %k = alloca i64
  %v = alloca i64
  br label %rangeiter.loop
rangeiter.loop:
  %more = call i1 @runtime.hashmapNext(ptr %m, ptr %it, ptr %k, ptr %v, ptr undef)
  br i1 %more, label %rangeiter.body, label %rangeiter.done
rangeiter.body:
  call void @runtime.hashmapInterfaceDelete(ptr %m, ptr %type, ptr %value, ptr undef)
  br label %rangeiter.loop
rangeiter.done:
  ret void
}

; A map in an interface has the type that the interface says.
; CHECK-LABEL: define main.boxed
; CHECK: map-clear "runtime.hashmapClear" : map:{basic:string,basic:int} addr=
; CHECK: map-length "runtime.hashmapLen" : map:{basic:string,basic:int} addr=
; CHECK-LABEL: define main.ambiguous
; CHECK: map-clear "runtime.hashmapClear" addr=
@"reflect/types.typeid:map:{basic:string,basic:int}" = external constant i8
@"reflect/types.typeid:map:{basic:int,basic:int}" = external constant i8
@"reflect/types.type:map:{basic:string,basic:int}" = external constant i8
declare i1 @runtime.typeAssert(ptr, ptr, ptr)
declare void @runtime.hashmapClear(ptr, ptr)
declare i64 @runtime.hashmapLen(ptr, ptr)
define internal { ptr, ptr } @main.boxed({ ptr, ptr } %v, ptr %m, ptr %context) {
  %type = extractvalue { ptr, ptr } %v, 0
  %ok = call i1 @runtime.typeAssert(ptr %type, ptr @"reflect/types.typeid:map:{basic:string,basic:int}", ptr undef)
  br i1 %ok, label %in, label %out
in:
  %inner = extractvalue { ptr, ptr } %v, 1
  br label %out
out:
  %map = phi ptr [ null, %0 ], [ %inner, %in ]
  call void @runtime.hashmapClear(ptr %map, ptr undef)
  %n = call i64 @runtime.hashmapLen(ptr %m, ptr undef)
  %i = insertvalue { ptr, ptr } { ptr @"reflect/types.type:map:{basic:string,basic:int}", ptr undef }, ptr %m, 1
  ret { ptr, ptr } %i
}
define internal void @main.ambiguous({ ptr, ptr } %v, ptr %context) {
  %type = extractvalue { ptr, ptr } %v, 0
  %a = call i1 @runtime.typeAssert(ptr %type, ptr @"reflect/types.typeid:map:{basic:string,basic:int}", ptr undef)
  %b = call i1 @runtime.typeAssert(ptr %type, ptr @"reflect/types.typeid:map:{basic:int,basic:int}", ptr undef)
  %map = extractvalue { ptr, ptr } %v, 1
  call void @runtime.hashmapClear(ptr %map, ptr undef)
  ret void
}
