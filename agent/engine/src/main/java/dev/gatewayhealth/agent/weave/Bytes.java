package dev.gatewayhealth.agent.weave;

import java.util.Arrays;

/** A part of a class file while it is written; numbers are big-endian, as the JVM's specification has them (JVMS 4). */
final class Bytes {

    private byte[] array;
    private int length;

    Bytes(int expected) {
        array = new byte[expected];
    }

    int length() {
        return length;
    }

    Bytes u1(int value) {
        room(1);
        array[length++] = (byte) value;
        return this;
    }

    Bytes u2(int value) {
        room(2);
        array[length++] = (byte) (value >> 8);
        array[length++] = (byte) value;
        return this;
    }

    Bytes u4(int value) {
        return u2(value >> 16).u2(value);
    }

    /** Writes over what stands there. */
    void u2At(int position, int value) {
        array[position] = (byte) (value >> 8);
        array[position + 1] = (byte) value;
    }

    /** Copies the bytes from {@code start} up to {@code end}. */
    Bytes copy(byte[] from, int start, int end) {
        room(end - start);
        System.arraycopy(from, start, array, length, end - start);
        length += end - start;
        return this;
    }

    Bytes add(Bytes other) {
        return copy(other.array, 0, other.length);
    }

    /** A copy of what was written. */
    byte[] toArray() {
        return Arrays.copyOf(array, length);
    }

    private void room(int more) {
        if (length + more > array.length) {
            array = Arrays.copyOf(array, Math.max(array.length * 2, length + more));
        }
    }
}
