; Map operations of the Go front end: the key is what was spilled, the element
; what is stored or loaded through the slot, the type comes from its descriptor.
; REQUIRES: plugin
; RUN: %opt -passes='print<map-graph>' -disable-output %s | FileCheck-19 %s
; RUN: %opt -passes='print<map-ops>' -disable-output %s | FileCheck-19 --check-prefix=OPS %s
; CHECK-NOT: broken
%go.type = type { i64, i64, ptr, ptr, ptr }
%go.mapiter = type { ptr, ptr, [6 x i64] }
%"m.T" = type { i64, ptr }
@"type:int" = constant %go.type { i64 2, i64 8, ptr null, ptr null, ptr null }
@"type:map[int]*m.T" = constant %go.type { i64 21, i64 8, ptr @"type:int", ptr @"type:*m.T", ptr null }
@"type:*m.T" = constant %go.type { i64 22, i64 8, ptr null, ptr @"type:m.T", ptr null }
@"type:m.T" = constant %go.type { i64 25, i64 16, ptr null, ptr null, ptr null }
@m.g = global ptr null

declare ptr @runtime.makemap(ptr, i64, ptr)
declare ptr @runtime.mapassign(ptr, ptr, ptr)
declare { ptr, i1 } @runtime.mapaccess2(ptr, ptr, ptr)
declare void @runtime.mapdelete(ptr, ptr, ptr)
declare i64 @runtime.maplen(ptr, ptr)
declare void @runtime.mapiterinit(ptr, ptr, ptr)
declare i1 @runtime.mapiternext(ptr, ptr)
declare ptr @runtime.newobject(ptr)

; CHECK-LABEL: define m.make
; CHECK: %[[OP:[0-9]+]] map-make "runtime.makemap" : map[int]*m.T cap=%[[N:[0-9]+]]
; CHECK: %[[M:[0-9]+]] value "m" = result0 %[[OP]]
; CHECK: %[[N]] value "n"
; CHECK: write addr=m.g val=%[[M]]
define void @m.make(i64 %n) {
  %m = call ptr @runtime.makemap(ptr @"type:map[int]*m.T", i64 %n, ptr null)
  store ptr %m, ptr @m.g
  ret void
}

; The key slot is nobody's memory: no object, no write.
; CHECK-LABEL: define m.store
; CHECK: map-update "runtime.mapassign" : map[int]*m.T addr=%[[M:[0-9]+]] key=%[[K:[0-9]+]] val=%[[T:[0-9]+]]
; CHECK: %[[K]] value "k"
; CHECK: %[[T]] object "t" : m.T
; CHECK-NOT: variable
; OPS-LABEL: define void @m.store
; OPS: ; map.update map=%m key=%key
; OPS-NEXT: call ptr @runtime.mapassign
define void @m.store(i64 %k) {
  %key = alloca i64
  %t = call ptr @runtime.newobject(ptr @"type:m.T")
  store i64 %k, ptr %key
  %m = load ptr, ptr @m.g
  %slot = call ptr @runtime.mapassign(ptr @"type:map[int]*m.T", ptr %m, ptr %key)
  store ptr %t, ptr %slot
  ret void
}

; A diamond without events disappears.
; CHECK-LABEL: define m.get
; CHECK: %[[OP:[0-9]+]] map-lookup comma-ok "runtime.mapaccess2" : map[int]*m.T addr=%[[M:[0-9]+]] key=%{{[0-9]+}} -> %[[RET:[0-9]+]]
; CHECK: %[[M]] param 0 "m"
; CHECK: %[[V:[0-9]+]] value "v" = result0 %[[OP]]
; CHECK: result 0 = copy %[[V]]
; CHECK: %[[RET]] return
; CHECK-NOT: branch
define ptr @m.get(ptr %m, i64 %k) {
entry:
  %key = alloca i64
  store i64 %k, ptr %key
  %r = call { ptr, i1 } @runtime.mapaccess2(ptr @"type:map[int]*m.T", ptr %m, ptr %key)
  %slot = extractvalue { ptr, i1 } %r, 0
  %v = load ptr, ptr %slot
  %ok = extractvalue { ptr, i1 } %r, 1
  br i1 %ok, label %a, label %b
a:
  br label %c
b:
  br label %c
c:
  ret ptr %v
}

; Both ends of the iteration name the map; the element comes out of the step.
; CHECK-LABEL: define m.range
; CHECK: map-iterate "runtime.mapiterinit" {{.*}}addr=%[[M:[0-9]+]] -> %[[HEAD:[0-9]+]]
; CHECK: %[[M]] param 0 "m"
; CHECK: %[[NEXT:[0-9]+]] map-iterate-next {{.*}}addr=%[[M]] -> %[[BR:[0-9]+]]
; CHECK: value "f" = field m.T.#1 %[[V:[0-9]+]]
; CHECK: %[[W:[0-9]+]] write {{.*}} -> %[[HEAD]]
; CHECK: %[[V]] value "v" = result1 %[[NEXT]]
; CHECK: %[[HEAD]] merge -> %[[NEXT]]
; CHECK: %[[BR]] branch -> true %[[W]]
define void @m.range(ptr %m) {
entry:
  %it = alloca %go.mapiter
  call void @runtime.mapiterinit(ptr @"type:map[int]*m.T", ptr %m, ptr %it)
  br label %loop
loop:
  %ok = call i1 @runtime.mapiternext(ptr @"type:map[int]*m.T", ptr %it)
  br i1 %ok, label %body, label %done
body:
  %vp = getelementptr %go.mapiter, ptr %it, i32 0, i32 1
  %vq = load ptr, ptr %vp
  %v = load ptr, ptr %vq
  %f = getelementptr %"m.T", ptr %v, i32 0, i32 1
  store ptr %m, ptr %f
  br label %loop
done:
  ret void
}

; A nil map still has an operand.
; CHECK-LABEL: define m.nil
; CHECK: map-delete {{.*}}addr=%[[NIL:[0-9]+]] key=
; CHECK: %[[NIL]] value "nil"
; CHECK: map-length {{.*}}addr=%[[NIL]]
define i64 @m.nil(i64 %k) {
  %key = alloca i64
  store i64 %k, ptr %key
  call void @runtime.mapdelete(ptr @"type:map[int]*m.T", ptr null, ptr %key)
  %n = call i64 @runtime.maplen(ptr @"type:map[int]*m.T", ptr null)
  ret i64 %n
}
