package dev.gatewayhealth.agent.weave;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The constants added to a class. The class's own stay where they are, so none of its bytes that refer to them changes (JVMS 4.4).
 */
final class ConstantPool {

    static final int UTF8 = 1;
    private static final int CLASS = 7;
    private static final int STRING = 8;
    private static final int FIELD = 9;
    private static final int METHOD = 10;
    private static final int INTERFACE_METHOD = 11;
    private static final int NAME_AND_TYPE = 12;

    /** The number of constants is an unsigned 16-bit number. */
    private static final int MOST = 0xffff;

    /** Indices by text for text, by tag and parts for the rest. */
    private final Map<Object, Integer> added = new HashMap<>();

    private final ClassFile file;
    private final Bytes bytes = new Bytes(1024);
    private int next;

    /**
     * @param file whose own constants come first
     * @param next the first free index
     */
    ConstantPool(ClassFile file, int next) {
        this.file = file;
        this.next = next;
    }

    /** Whether the class's own constants have that name, of ASCII only. */
    boolean knows(String name) {
        return file.knows(name);
    }

    /** One more than the last index in use, as a class file counts its constants. */
    int count() {
        return next;
    }

    void writeTo(Bytes classFile) {
        classFile.add(bytes);
    }

    /** The index of a name or descriptor, of ASCII only. */
    int utf8(String text) {
        Integer known = added.get(text);
        if (known != null) {
            return known;
        }
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        bytes.u1(UTF8).u2(ascii.length).copy(ascii, 0, ascii.length);
        return taken(text);
    }

    /** A class by its internal name, or an array by its descriptor. */
    int type(String name) {
        return one(CLASS, utf8(name));
    }

    int string(String text) {
        return one(STRING, utf8(text));
    }

    int field(String owner, String name, String descriptor) {
        return two(FIELD, type(owner), nameAndType(name, descriptor));
    }

    int method(String owner, String name, String descriptor, boolean ofInterface) {
        return two(ofInterface ? INTERFACE_METHOD : METHOD, type(owner), nameAndType(name, descriptor));
    }

    private int nameAndType(String name, String descriptor) {
        return two(NAME_AND_TYPE, utf8(name), utf8(descriptor));
    }

    private int one(int tag, int index) {
        Object key = key(tag, index, 0);
        Integer known = added.get(key);
        if (known != null) {
            return known;
        }
        bytes.u1(tag).u2(index);
        return taken(key);
    }

    private int two(int tag, int first, int second) {
        Object key = key(tag, first, second);
        Integer known = added.get(key);
        if (known != null) {
            return known;
        }
        bytes.u1(tag).u2(first).u2(second);
        return taken(key);
    }

    private static Object key(int tag, int first, int second) {
        return ((long) tag << 32) | ((long) first << 16) | second;
    }

    private int taken(Object key) {
        if (next == MOST) {
            throw new IllegalArgumentException("the class has no room for more constants");
        }
        added.put(key, next);
        return next++;
    }
}
