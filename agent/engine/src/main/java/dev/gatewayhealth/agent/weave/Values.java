package dev.gatewayhealth.agent.weave;

import org.jspecify.annotations.Nullable;

/** Writes what puts a point's values on the stack, inside the method that stands in for a woven one. */
final class Values {

    private final Code code;
    private final boolean isStatic;
    private final Descriptor method;

    /** Where what the method returned or threw is kept. */
    private final int aside;

    Values(Code code, boolean isStatic, Descriptor method) {
        this.code = code;
        this.isStatic = isStatic;
        this.method = method;
        this.aside = slot(method.parameters().size());
    }

    /** The local variable of a parameter; of the one behind the last, the first that is free. */
    int slot(int parameter) {
        return method.slot(parameter) + (isStatic ? 0 : 1);
    }

    /** @param thrown whether the method threw */
    void load(Value value, boolean thrown) {
        if (value instanceof Value.Self) {
            code.load("L", 0);
        } else if (value instanceof Value.Argument argument) {
            code.load(method.parameters().get(argument.index()), slot(argument.index()));
        } else if (value instanceof Value.Constant constant) {
            code.number(constant.value());
        } else if (value instanceof Value.LongConstant constant) {
            code.number(constant.value());
            code.op(Op.I2L, 1);
        } else if (value instanceof Value.Returned) {
            kept(thrown ? null : method.returned());
        } else if (value instanceof Value.Thrown) {
            kept(thrown ? "L" : null);
        } else {
            follow(value, thrown);
        }
    }

    private void follow(Value value, boolean thrown) {
        if (value instanceof Value.Field field) {
            load(field.on(), thrown);
            code.getField(field.owner(), field.name(), field.descriptor());
        } else if (value instanceof Value.Call call) {
            load(call.on(), thrown);
            int opcode = call.ofInterface() ? Op.INVOKEINTERFACE : Op.INVOKEVIRTUAL;
            code.invoke(opcode, call.owner(), call.name(), call.descriptor());
        } else if (value instanceof Value.CallWithNumber call) {
            load(call.on(), thrown);
            code.number(call.argument());
            code.invoke(Op.INVOKEVIRTUAL, call.owner(), call.name(), call.descriptor());
        } else if (value instanceof Value.WhereUsed either) {
            load(code.knows(either.name()) ? either.there() : either.elsewhere(), thrown);
        } else if (value instanceof Value.Cast cast) {
            load(cast.on(), thrown);
            code.cast(cast.type());
        }
    }

    private void kept(@Nullable String type) {
        if (type == null) {
            code.op(Op.ACONST_NULL, 1);
        } else {
            code.load(type, aside);
        }
    }
}
