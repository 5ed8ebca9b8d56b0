package dev.gatewayhealth.agent.weave;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A class file, looked at no closer than weaving needs: where its constants, fields and methods lie (JVMS 4.1). Code is never looked
 * into, so it costs what copying costs, and every version of the format will do.
 */
final class ClassFile {

    static final int ACC_INTERFACE = 0x0200;

    private final byte[] bytes;

    /** Where each constant begins. */
    private final int[] constants;

    /** Where the access flags of the class stand, just behind the constants. */
    private final int head;

    private final int fields;
    private final int methods;
    private final List<Method> declared = new ArrayList<>();
    private final int tail;

    ClassFile(byte[] bytes) {
        this.bytes = bytes;
        constants = new int[u2(8)];
        head = constants();
        fields = head + 8 + 2 * u2(head + 6);
        methods = members(fields, false);
        tail = members(methods, true);
    }

    /**
     * A method as it lies in the file. There are hundreds in each class that is woven, and a handful of interest, so its name stays where it
     * is until somebody asks for it.
     *
     * @param start where its access flags stand
     * @param code where its attribute {@code Code} begins, 0 if it has none
     */
    record Method(ClassFile file, int start, int code, int end) {

        int access() {
            return file.u2(start);
        }

        String name() {
            return file.utf8(file.u2(start + 2));
        }

        String descriptor() {
            return file.utf8(file.u2(start + 4));
        }

        /** Whether it has that name and descriptor, both of ASCII only. */
        boolean is(String name, String descriptor) {
            return file.is(file.u2(start + 2), name) && file.is(file.u2(start + 4), descriptor);
        }
    }

    /** In bytes. */
    int length() {
        return bytes.length;
    }

    int access() {
        return u2(head);
    }

    /** The internal name of the class. */
    String name() {
        return utf8(u2(constants[u2(head + 2)] + 1));
    }

    List<Method> methods() {
        return declared;
    }

    /** A pool for more constants. */
    ConstantPool pool() {
        return new ConstantPool(this, constants.length);
    }

    /** Whether that name stands anywhere in it. */
    boolean knows(String name) {
        for (int i = 1; i < constants.length; i++) {
            int at = constants[i];
            if (at != 0 && bytes[at] == ConstantPool.UTF8 && is(i, name)) {
                return true;
            }
        }
        return false;
    }

    /** The same method with other code. */
    void replaceCode(Method method, Code code, Bytes into) {
        into.copy(bytes, method.start, method.start + 8);
        int at = method.start + 8;
        for (int i = u2(method.start + 6); i > 0; i--) {
            int end = at + 6 + u4(at + 2);
            if (at == method.code) {
                code.writeTo(into);
            } else {
                into.copy(bytes, at, end);
            }
            at = end;
        }
    }

    /** The code of the method in a method of another name, which has nothing else of it. */
    void moveCode(Method method, int access, String name, ConstantPool pool, Bytes into) {
        into.u2(access).u2(pool.utf8(name)).u2(u2(method.start + 4)).u2(1);
        into.copy(bytes, method.code, method.code + 6 + u4(method.code + 2));
    }

    void copy(Method method, Bytes into) {
        into.copy(bytes, method.start, method.end);
    }

    /**
     * The class with fields added and with other methods.
     *
     * @param pool the constants they refer to
     */
    byte[] with(ConstantPool pool, int fieldCount, Bytes newFields, int methodCount, Bytes allMethods) {
        Bytes out = new Bytes(bytes.length + allMethods.length());
        out.copy(bytes, 0, 8).u2(pool.count()).copy(bytes, 10, head);
        pool.writeTo(out);
        out.copy(bytes, head, fields).u2(u2(fields) + fieldCount).copy(bytes, fields + 2, methods);
        out.add(newFields).u2(methodCount).add(allMethods);
        return out.copy(bytes, tail, bytes.length).toArray();
    }

    /** Notes where each constant begins, and gives where they end. */
    private int constants() {
        int at = 10;
        for (int i = 1; i < constants.length; i++) {
            constants[i] = at;
            switch (bytes[at]) {
                case 1 -> at += 3 + u2(at + 1); // Utf8
                case 5, 6 -> { // Long and Double count twice
                    at += 9;
                    i++;
                }
                case 7, 8, 16, 19, 20 -> at += 3; // Class, String, MethodType, Module, Package
                case 15 -> at += 4; // MethodHandle
                case 3, 4, 9, 10, 11, 12, 17, 18 -> at += 5;
                default -> throw new IllegalArgumentException("a constant of an unknown kind, " + bytes[at]);
            }
        }
        return at;
    }

    /** Goes over fields or methods, and gives where they end. */
    private int members(int table, boolean note) {
        int at = table + 2;
        for (int i = u2(table); i > 0; i--) {
            int start = at;
            int code = 0;
            at += 8;
            for (int attributes = u2(start + 6); attributes > 0; attributes--) {
                if (note && is(u2(at), "Code")) {
                    code = at;
                }
                at += 6 + u4(at + 2);
            }
            if (note) {
                declared.add(new Method(this, start, code, at));
            }
        }
        return at;
    }

    /** Whether a constant is this text, of ASCII only. */
    private boolean is(int constant, String text) {
        int at = constants[constant] + 1;
        int length = text.length();
        if (u2(at) != length) {
            return false;
        }
        // Names differ at their ends more often than at their starts: get…, is…, Lorg/apache/….
        for (int i = length - 1; i >= 0; i--) {
            if (bytes[at + 2 + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private String utf8(int constant) {
        int at = constants[constant];
        return new String(bytes, at + 3, u2(at + 1), StandardCharsets.UTF_8);
    }

    private int u2(int at) {
        return ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
    }

    private int u4(int at) {
        return (u2(at) << 16) | u2(at + 2);
    }
}
