// arithmetic: widths, signs, shifts, floats, conversions, complex numbers.
package main

type bits uint8

const big = 1 << 62

func main() {
	var u8 uint8 = 250
	u8 += 10
	var i8 int8 = 127
	i8++
	println(u8, i8, -7/2, -7%2, 7&^5, 6^3, ^5)
	one, count := 1, 70
	println(one<<count, -1>>count, uint32(1)<<31>>count, int32(-8)>>1, uint8(200)>>3)
	var small int8 = -1
	wide := big
	println(uint16(small), uint64(small)>>60, int(uint8(small)), int64(int32(wide+5)))
	f := 7.9
	println(int(f), int(-f), float64(3)/2 == 1.5, float32(0.1) == 0.1, f > 7, f != f)
	nan := f - f
	nan /= nan
	println(nan == nan, nan != nan, nan < 1)
	c := complex(1, 2)
	c = c*c + 1
	println(int(real(c)), int(imag(c)), c == complex(-2, 4))
	b := bits(0xf0) | 1
	println(b, b>>4, ^b, big)
	println(min(3, 1, 2), max(2.5, 1) == 2.5, uint(u8)-20 > 0)
	x, y := 5, 3
	x, y = y, x
	x <<= 2
	x |= 1
	y -= 9
	println(x, y, x&y == 13&-4, !(x > y), x > y && y < 0 || false)
	var n uint64 = 1<<63 + 1
	println(n%10, n/3, int64(n) < 0, float64(n>>1) > 4e18)
	sum := 0
	for i := 10; i > 0; i -= 3 {
		if i == 4 {
			continue
		}
		sum = sum*10 + i
	}
	println(sum)
outer:
	for i := range 5 {
		for j := range 5 {
			if i*j == 6 {
				println(i, j)
				break outer
			}
		}
	}
	switch x {
	case 13:
		println("thirteen")
		fallthrough
	case 1:
		println("fell")
	default:
		println("never")
	}
}
