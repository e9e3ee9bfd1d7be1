; Locks, goroutines, interface methods and channels of TinyGo.
; REQUIRES: plugin
; RUN: %opt -passes='print<map-graph>' -disable-output %s | FileCheck-19 %s
; CHECK-NOT: broken
%main.S = type { ptr, i64 }
@"reflect/methods.Get:func:{}{}" = external constant i8
@"pointer:named:main.S$methodset" = internal constant { i64, [1 x ptr], { ptr } } { i64 1, [1 x ptr] [ptr @"reflect/methods.Get:func:{}{}"], { ptr } { ptr @"(*main.S).Get" } }
@"reflect/types.type:pointer:named:main.S" = internal constant { ptr, i8, i16 } { ptr @"pointer:named:main.S$methodset", i8 21, i16 1 }

declare void @"(*internal/task.Mutex).Lock"(ptr, ptr)
declare void @"(*internal/task.Mutex).Unlock"(ptr, ptr)
declare void @"internal/task.start"(i64, ptr, i64, ptr)
declare void @"interface:{Get:func:{}{}}.Get$invoke"(ptr, ptr, ptr) #0
declare void @runtime.chanSend(ptr, ptr, ptr, ptr)
declare ptr @time.AfterFunc(i64, ptr, ptr, ptr)
declare { ptr, ptr } @context.AfterFunc(ptr, ptr, ptr, ptr, ptr)
declare void @"(*sync.Map).Range"(ptr, ptr, ptr, ptr)
declare { i32, i1 } @runtime.chanSelect(ptr, ptr, i64, i64, ptr, i64, i64, ptr)
attributes #0 = { "tinygo-invoke"="reflect/methods.Get:func:{}{}" }

; CHECK: method pointer:named:main.S: reflect/methods.Get:func:{}{} = (*main.S).Get()

; CHECK-LABEL: define (*main.S).Get method
; CHECK: lock "(*internal/task.Mutex).Lock" addr=%[[MU:[0-9]+]]
; CHECK: %[[MU]] value "mu" = field +8 %[[S:[0-9]+]]
; CHECK: unlock "(*internal/task.Mutex).Unlock" addr=%[[MU]]
; CHECK: %[[S]] param 0 "s"
define internal void @"(*main.S).Get"(ptr %s, ptr %context) {
  %mu = getelementptr inbounds %main.S, ptr %s, i32 0, i32 1
  call void @"(*internal/task.Mutex).Lock"(ptr %mu, ptr undef)
  call void @"(*internal/task.Mutex).Unlock"(ptr %mu, ptr undef)
  ret void
}

; CHECK-LABEL: define main.call
; CHECK: interface call "reflect/methods.Get:func:{}{}" recv=%[[V:[0-9]+]] arg0=%[[V]]
; CHECK: %[[V]] value iface : pointer:named:main.S = copy %[[S:[0-9]+]]
; CHECK: %[[S]] param 0 "s"
define internal void @main.call(ptr %s, ptr %context) {
  %i = insertvalue { ptr, ptr } { ptr getelementptr inbounds ({ ptr, i8, i16 }, ptr @"reflect/types.type:pointer:named:main.S", i32 0, i32 1), ptr undef }, ptr %s, 1
  %t = extractvalue { ptr, ptr } %i, 0
  %v = extractvalue { ptr, ptr } %i, 1
  call void @"interface:{Get:func:{}{}}.Get$invoke"(ptr %v, ptr %t, ptr undef)
  ret void
}

; CHECK-LABEL: define main.spawn
; CHECK: spawn "internal/task.start" code=main.work$gowrapper() arg0=%[[S:[0-9]+]]
; CHECK: %[[S]] param 0 "s"
define internal void @main.spawn(ptr %s, ptr %context) {
  call void @"internal/task.start"(i64 ptrtoint (ptr @"main.work$gowrapper" to i64), ptr %s, i64 65536, ptr undef)
  ret void
}
define linkonce_odr void @"main.work$gowrapper"(ptr %0) {
  ret void
}

; One state sends (its second word is not null), the other one receives.
; CHECK-LABEL: define main.select
; CHECK: %[[SEND:[0-9]+]] send arm "runtime.chanSelect" addr=%[[A:[0-9]+]]
; CHECK: %[[A]] param 0 "a"
; CHECK: %[[RECV:[0-9]+]] recv arm "runtime.chanSelect" addr=%[[B:[0-9]+]]
; CHECK: %[[B]] param 1 "b"
define internal ptr @main.select(ptr %a, ptr %b, ptr %m, ptr %context) {
entry:
  %buf = alloca ptr
  %sent = alloca ptr
  %states = alloca [2 x { ptr, ptr }]
  store ptr %m, ptr %sent
  %s0 = getelementptr inbounds [2 x { ptr, ptr }], ptr %states, i32 0, i32 0
  %p0 = insertvalue { ptr, ptr } undef, ptr %a, 0
  %q0 = insertvalue { ptr, ptr } %p0, ptr %sent, 1
  store { ptr, ptr } %q0, ptr %s0
  %s1 = getelementptr inbounds [2 x { ptr, ptr }], ptr %states, i32 0, i32 1
  %p1 = insertvalue { ptr, ptr } undef, ptr %b, 0
  %q1 = insertvalue { ptr, ptr } %p1, ptr null, 1
  store { ptr, ptr } %q1, ptr %s1
  %r = call { i32, i1 } @runtime.chanSelect(ptr %buf, ptr %states, i64 2, i64 2, ptr null, i64 0, i64 0, ptr undef)
  %i = extractvalue { i32, i1 } %r, 0
  %w = sext i32 %i to i64
  %first = icmp eq i64 %w, 0
  br i1 %first, label %sentbody, label %other
sentbody:
  ret ptr null
other:
  %second = icmp eq i64 %w, 1
  br i1 %second, label %recvbody, label %none
recvbody:
  %v = load ptr, ptr %buf
  ret ptr %v
none:
  ret ptr null
}

; A function value is (context, code); the callback gets the context.
; CHECK-LABEL: define main.after local
; CHECK: callback "time.AfterFunc" code=main.after$1() arg0=%[[CELL:[0-9]+]]
; CHECK: %[[CELL]] param 0 "cell"
; CHECK: callback "context.AfterFunc" code=main.after$1() arg0=%[[CELL]]
define internal void @main.after(ptr %cell, ptr %tc, ptr %ctx, ptr %context) {
  %t = call ptr @time.AfterFunc(i64 1, ptr %cell, ptr @"main.after$1", ptr undef)
  %s = call { ptr, ptr } @context.AfterFunc(ptr %tc, ptr %ctx, ptr %cell, ptr @"main.after$1", ptr undef)
  ret void
}
define internal void @"main.after$1"(ptr %context) {
  ret void
}

; The function that Range calls: (key, value) in two words each, then the context.
; CHECK-LABEL: define main.each local
; CHECK: atomic-load "(*sync.Map).Range" addr=%[[MAP:[0-9]+]]
; CHECK: %[[MAP]] param 0 "m"
; CHECK: %[[HELD:[0-9]+]] value = result0
; CHECK: callback call "(*sync.Map).Range" code=main.each$1() arg1=%[[HELD]] arg3=%[[HELD]] arg4=%[[CELL:[0-9]+]]
; CHECK: %[[CELL]] param 1 "cell"
define internal void @main.each(ptr %m, ptr %cell, ptr %context) {
  call void @"(*sync.Map).Range"(ptr %m, ptr %cell, ptr @"main.each$1", ptr undef)
  ret void
}
define internal i1 @"main.each$1"(ptr %k.typecode, ptr %k.value, ptr %v.typecode, ptr %v.value, ptr %context) {
  ret i1 true
}
