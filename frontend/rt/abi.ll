; What C cannot express: calls with a context register, and results of three
; words. Linked to every program that is executed.

%go.slice = type { ptr, i64, i64 }
%go.string = type { ptr, i64 }
%go.iface = type { ptr, ptr }
%go.type = type { i64, i64, ptr, ptr, ptr }

@"imethod:Lock func()" = linkonce_odr constant i8 0
@"imethod:Unlock func()" = linkonce_odr constant i8 0
@bridge = private global { ptr, ptr, ptr, ptr } { ptr @rt.call, ptr @rt.callmethod, ptr @"imethod:Lock func()", ptr @"imethod:Unlock func()" }


; The read half of a lock as a sync.Locker.
@"type:*sync.rlocker" = linkonce_odr constant %go.type { i64 22, i64 8, ptr null, ptr null, ptr @rlocker }
@rlocker = private constant [3 x { ptr, ptr }] [{ ptr, ptr } { ptr @"imethod:Lock func()", ptr @"sync.(*RWMutex).RLock" }, { ptr, ptr } { ptr @"imethod:Unlock func()", ptr @"sync.(*RWMutex).RUnlock" }, { ptr, ptr } zeroinitializer]

declare void @rt.setup(ptr)
declare void @"sync.(*RWMutex).RLock"(ptr)
declare void @"sync.(*RWMutex).RUnlock"(ptr)
declare ptr @rt.bytes(%go.string)
declare { ptr, i64 } @rt.runes(%go.string)
declare ptr @rt.grow(ptr, ptr, i64, i64, i64)
declare i64 @runtime.slicecopy(ptr, i64, ptr, i64, i64)
declare i1 @rt.mapload(ptr, %go.iface, ptr)
declare void @"sync.(*WaitGroup).Add"(ptr, i64)
declare void @"sync.(*WaitGroup).Done"(ptr)
declare void @runtime.newproc(ptr, ptr)
declare ptr @runtime.newclosure(i64)

; The first call of every program.
define void @rt.init() {
  call void @rt.setup(ptr @bridge)
  ret void
}

define void @rt.call(ptr %code, ptr %ctx) {
  call void %code(ptr nest %ctx)
  ret void
}

define void @rt.callmethod(ptr %code, ptr %data) {
  call void %code(ptr %data)
  ret void
}

define %go.slice @runtime.stringtoslicebyte(%go.string %s) {
  %p = call ptr @rt.bytes(%go.string %s)
  %n = extractvalue %go.string %s, 1
  %a = insertvalue %go.slice undef, ptr %p, 0
  %b = insertvalue %go.slice %a, i64 %n, 1
  %c = insertvalue %go.slice %b, i64 %n, 2
  ret %go.slice %c
}

define %go.slice @runtime.stringtoslicerune(%go.string %s) {
  %r = call { ptr, i64 } @rt.runes(%go.string %s)
  %p = extractvalue { ptr, i64 } %r, 0
  %n = extractvalue { ptr, i64 } %r, 1
  %a = insertvalue %go.slice undef, ptr %p, 0
  %b = insertvalue %go.slice %a, i64 %n, 1
  %c = insertvalue %go.slice %b, i64 %n, 2
  ret %go.slice %c
}

; Appends y to x. The array is kept when its capacity is enough, else doubled.
define %go.slice @runtime.append(ptr %elem, %go.slice %x, %go.slice %y) {
  %p = extractvalue %go.slice %x, 0
  %n = extractvalue %go.slice %x, 1
  %cap = extractvalue %go.slice %x, 2
  %q = extractvalue %go.slice %y, 0
  %m = extractvalue %go.slice %y, 1
  %len = add i64 %n, %m
  %fits = icmp sle i64 %len, %cap
  %double = shl i64 %len, 1
  %newcap = select i1 %fits, i64 %cap, i64 %double
  %r = call ptr @rt.grow(ptr %elem, ptr %p, i64 %n, i64 %cap, i64 %newcap)
  %sizep = getelementptr i64, ptr %elem, i64 1
  %size = load i64, ptr %sizep
  %offset = mul i64 %n, %size
  %end = getelementptr i8, ptr %r, i64 %offset
  %copied = call i64 @runtime.slicecopy(ptr %end, i64 %m, ptr %q, i64 %m, i64 %size)
  %a = insertvalue %go.slice undef, ptr %r, 0
  %b = insertvalue %go.slice %a, i64 %len, 1
  %c = insertvalue %go.slice %b, i64 %newcap, 2
  ret %go.slice %c
}

define { %go.iface, i1 } @"sync.(*Map).Load"(ptr %m, %go.iface %k) {
  %v = alloca %go.iface
  %ok = call i1 @rt.mapload(ptr %m, %go.iface %k, ptr %v)
  %x = load %go.iface, ptr %v
  %a = insertvalue { %go.iface, i1 } undef, %go.iface %x, 0
  %b = insertvalue { %go.iface, i1 } %a, i1 %ok, 1
  ret { %go.iface, i1 } %b
}

define void @"sync.(*WaitGroup).Go"(ptr %wg, ptr %f) {
  call void @"sync.(*WaitGroup).Add"(ptr %wg, i64 1)
  %ctx = call ptr @runtime.newclosure(i64 24)
  %wgp = getelementptr ptr, ptr %ctx, i64 1
  store ptr %wg, ptr %wgp
  %fp = getelementptr ptr, ptr %ctx, i64 2
  store ptr %f, ptr %fp
  call void @runtime.newproc(ptr @rt.wggo, ptr %ctx)
  ret void
}

define void @rt.wggo(ptr nest %ctx) {
  %wgp = getelementptr ptr, ptr %ctx, i64 1
  %wg = load ptr, ptr %wgp
  %fp = getelementptr ptr, ptr %ctx, i64 2
  %f = load ptr, ptr %fp
  %code = load ptr, ptr %f
  call void %code(ptr nest %f)
  call void @"sync.(*WaitGroup).Done"(ptr %wg)
  ret void
}

define %go.iface @"sync.(*RWMutex).RLocker"(ptr %rw) {
  %a = insertvalue %go.iface { ptr @"type:*sync.rlocker", ptr null }, ptr %rw, 1
  ret %go.iface %a
}
