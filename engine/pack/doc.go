// Package pack prints what a workshop needs that has no device in the room.
package pack
