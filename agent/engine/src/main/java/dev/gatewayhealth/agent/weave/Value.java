package dev.gatewayhealth.agent.weave;

/**
 * What woven code hands to the engine, as a path from something the method has: linked in the container's own class, so it
 * costs what the same expression would cost there and needs no reflection.
 */
public sealed interface Value {

    /** The object the woven method belongs to. */
    static Value self() {
        return new Self();
    }

    /** A parameter of the woven method, counted from 0, without {@code this}. */
    static Value argument(int index) {
        return new Argument(index);
    }

    static Value number(int value) {
        return new Constant(value);
    }

    static Value longNumber(int value) {
        return new LongConstant(value);
    }

    /** What the method returned, if that is an object; null where it threw. */
    static Value returned() {
        return new Returned();
    }

    /** What the method threw; null where it returned. */
    static Value thrown() {
        return new Thrown();
    }

    /** The object our own field in {@code owner}, or in a class it extends, carries. */
    default Value lane(String owner) {
        return field(owner, Point.LANE, "Ljava/lang/Object;");
    }

    default Value field(String owner, String name, String descriptor) {
        return new Field(this, internal(owner), name, descriptor);
    }

    /** Calls a method without parameters; {@code descriptor} is that of the method. */
    default Value call(String owner, String name, String descriptor) {
        return new Call(this, internal(owner), name, descriptor, false);
    }

    /** The same for a method of an interface. */
    default Value callInterface(String owner, String name, String descriptor) {
        return new Call(this, internal(owner), name, descriptor, true);
    }

    /** Calls a method with one int parameter, such as {@code getNote(int)}. */
    default Value call(String owner, String name, String descriptor, int argument) {
        return new CallWithNumber(this, internal(owner), name, descriptor, argument);
    }

    /**
     * The first where the woven class itself uses a member of that name, so that it is there in this version of the server; else the
     * second.
     */
    static Value whereUsed(String name, Value there, Value elsewhere) {
        return new WhereUsed(name, there, elsewhere);
    }

    default Value cast(String type) {
        return new Cast(this, internal(type));
    }

    private static String internal(String name) {
        return name.replace('.', '/');
    }

    record Self() implements Value {}

    record Argument(int index) implements Value {}

    record Constant(int value) implements Value {}

    record LongConstant(int value) implements Value {}

    record Returned() implements Value {}

    record Thrown() implements Value {}

    record Field(Value on, String owner, String name, String descriptor) implements Value {}

    record Call(Value on, String owner, String name, String descriptor, boolean ofInterface) implements Value {}

    record CallWithNumber(Value on, String owner, String name, String descriptor, int argument) implements Value {}

    record WhereUsed(String name, Value there, Value elsewhere) implements Value {}

    record Cast(Value on, String type) implements Value {}
}
