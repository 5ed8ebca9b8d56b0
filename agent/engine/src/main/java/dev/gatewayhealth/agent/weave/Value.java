package dev.gatewayhealth.agent.weave;

/**
 * What woven code hands to the engine, as a path from something the method has: linked in the container's own class, so it
 * costs what the same expression would cost there and needs no reflection.
 */
public sealed interface Value {

    /** {@return the object the woven method belongs to} */
    static Value self() {
        return new Self();
    }

    /**
     * {@return a parameter of the woven method, counted from 0, without {@code this}}
     *
     * @param index from 0
     */
    static Value argument(int index) {
        return new Argument(index);
    }

    /**
     * {@return a number that is the same each time}
     *
     * @param value an int
     */
    static Value number(int value) {
        return new Constant(value);
    }

    /**
     * {@return a number that is the same each time}
     *
     * @param value handed over as a long
     */
    static Value longNumber(int value) {
        return new LongConstant(value);
    }

    /** {@return what the method returned, if that is an object; null where it threw} */
    static Value returned() {
        return new Returned();
    }

    /** {@return what the method threw; null where it returned} */
    static Value thrown() {
        return new Thrown();
    }

    /**
     * {@return the object our own field in {@code owner}, or in a class it extends, carries}
     *
     * @param owner the class that has the member, with dots
     */
    default Value lane(String owner) {
        return field(owner, Point.LANE, "Ljava/lang/Object;");
    }

    /**
     * {@return what a field of this object holds}
     *
     * @param owner the class that has the member, with dots
     * @param name of the member
     * @param descriptor as in a class file
     */
    default Value field(String owner, String name, String descriptor) {
        return new Field(this, internal(owner), name, descriptor);
    }

    /**
     * {@return what a method without parameters returns}
     *
     * @param owner the class that has the member, with dots
     * @param name of the member
     * @param descriptor as in a class file
     */
    default Value call(String owner, String name, String descriptor) {
        return new Call(this, internal(owner), name, descriptor, false);
    }

    /**
     * {@return what a method without parameters returns that an interface has}
     *
     * @param owner the class that has the member, with dots
     * @param name of the member
     * @param descriptor as in a class file
     */
    default Value callInterface(String owner, String name, String descriptor) {
        return new Call(this, internal(owner), name, descriptor, true);
    }

    /**
     * {@return what a method with one int parameter returns, such as {@code getNote(int)}}
     *
     * @param owner the class that has the member, with dots
     * @param name of the member
     * @param descriptor as in a class file
     * @param argument handed to the method
     */
    default Value call(String owner, String name, String descriptor, int argument) {
        return new CallWithNumber(this, internal(owner), name, descriptor, argument);
    }

    /**
     * {@return the first where the woven class itself uses a member of that name, so that it is there in this version of the server; else
     * the second}
     *
     * @param name of the member
     * @param there taken if the class uses it
     * @param elsewhere taken if it does not
     */
    static Value whereUsed(String name, Value there, Value elsewhere) {
        return new WhereUsed(name, there, elsewhere);
    }

    /**
     * {@return this object as one of that class}
     *
     * @param type the class, with dots
     */
    default Value cast(String type) {
        return new Cast(this, internal(type));
    }

    private static String internal(String name) {
        return name.replace('.', '/');
    }

    /** {@link #self()}. */
    record Self() implements Value {}

    /**
     * {@link #argument}.
     *
     * @param index from 0, without {@code this}
     */
    record Argument(int index) implements Value {}

    /**
     * {@link #number}.
     *
     * @param value an int
     */
    record Constant(int value) implements Value {}

    /**
     * {@link #longNumber}.
     *
     * @param value handed over as a long
     */
    record LongConstant(int value) implements Value {}

    /** {@link #returned()}. */
    record Returned() implements Value {}

    /** {@link #thrown()}. */
    record Thrown() implements Value {}

    /**
     * {@link #field}.
     *
     * @param on what it is read from
     * @param owner the class that has the member, with dots
     * @param name of the member
     * @param descriptor as in a class file
     */
    record Field(Value on, String owner, String name, String descriptor) implements Value {}

    /**
     * {@link #call(String, String, String)}, also of an interface.
     *
     * @param on what it is read from
     * @param owner the class that has the member, with dots
     * @param name of the member
     * @param descriptor as in a class file
     * @param ofInterface whether the owner is one
     */
    record Call(Value on, String owner, String name, String descriptor, boolean ofInterface) implements Value {}

    /**
     * {@link #call(String, String, String, int)}.
     *
     * @param on what it is read from
     * @param owner the class that has the member, with dots
     * @param name of the member
     * @param descriptor as in a class file
     * @param argument handed to the method
     */
    record CallWithNumber(Value on, String owner, String name, String descriptor, int argument) implements Value {}

    /**
     * {@link #whereUsed}.
     *
     * @param name of the member
     * @param there taken if the class uses it
     * @param elsewhere taken if it does not
     */
    record WhereUsed(String name, Value there, Value elsewhere) implements Value {}

    /**
     * {@link #cast}.
     *
     * @param on what it is read from
     * @param type its internal name
     */
    record Cast(Value on, String type) implements Value {}
}
