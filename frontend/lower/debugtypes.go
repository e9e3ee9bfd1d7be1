package lower

/*
#cgo linux,llvm19 LDFLAGS: -L/usr/lib/llvm-19/lib -lLLVM-19
void *LLVMMetadataAsValue(void *Context, void *Metadata);
void LLVMReplaceMDNodeOperandWith(void *Node, unsigned Index, void *Replacement);
*/
import "C"

import (
	"go/token"
	"go/types"
	"unsafe"

	"tinygo.org/x/go-llvm"
)

// structure describes a struct, or the context of a closure, with its members
// in order.
func (d *debugInfo) structure(name string, info *structInfo) llvm.Metadata {
	file := d.file(d.position(0).Filename)
	names, elems := info.names, info.elems
	line := 0
	var declared []token.Position // of the fields
	if info.fields != nil {
		for i := range info.fields.NumFields() {
			names = append(names, info.fields.Field(i).Name())
			elems = append(elems, info.fields.Field(i).Type())
			declared = append(declared, d.position(info.fields.Field(i).Pos()))
		}
		if named, ok := info.typ.(*types.Named); ok {
			if at := d.position(named.Obj().Pos()); at.Line != 0 {
				file, line = d.file(at.Filename), at.Line
			}
		}
	} else {
		names = append([]string{"code"}, names...)
		elems = append([]types.Type{types.Typ[types.UnsafePointer]}, elems...)
	}
	vars := make([]*types.Var, len(elems))
	for i, t := range elems {
		vars[i] = types.NewField(0, nil, "_", t, false)
	}
	offsets := d.m.Prog.Sizes.Offsetsof(vars)
	members := make([]llvm.Metadata, len(elems))
	for i, t := range elems {
		at, atLine := file, line
		if i < len(declared) && declared[i].Line != 0 {
			at, atLine = d.file(declared[i].Filename), declared[i].Line
		}
		members[i] = d.b.CreateMemberType(d.cu, llvm.DIMemberType{
			Name: names[i], File: at, Line: atLine, Type: d.typ(t),
			SizeInBits: uint64(d.m.size(t)) * 8, OffsetInBits: uint64(offsets[i]) * 8,
		})
	}
	return d.b.CreateStructType(d.cu, llvm.DIStructType{
		Name: name, File: file, Line: line, Elements: members,
		SizeInBits: uint64(d.m.size(types.NewStruct(vars, nil))) * 8,
	})
}

// retain sets the list of retained types of a compile unit, for which the
// bindings have no function.
func retain(ctx llvm.Context, cu, list llvm.Metadata) {
	const retainedTypes = 5 // operand of DICompileUnit
	node := C.LLVMMetadataAsValue(unsafe.Pointer(ctx.C), unsafe.Pointer(cu.C))
	C.LLVMReplaceMDNodeOperandWith(node, retainedTypes, unsafe.Pointer(list.C))
}
