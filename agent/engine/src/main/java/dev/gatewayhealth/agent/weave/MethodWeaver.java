package dev.gatewayhealth.agent.weave;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Writes the code that stands in for a woven method: the calls of its points, around a call of the method's own code, which goes on
 * under another name.
 *
 * <p>Each call of a point stands in a guard of its own, so nothing that goes wrong in evaluating a value or behind the hook reaches
 * the container. Nor do the method's own handlers ever see it.
 */
final class MethodWeaver {

    private static final String THROWABLE = "Ljava/lang/Throwable;";
    private static final String OBJECT = "Ljava/lang/Object;";

    private final List<Point> entries = new ArrayList<>();
    private final List<Point> exits = new ArrayList<>();
    private final Listeners listeners;
    private final ToIntFunction<Point> numbers;
    private final String owner;
    private final boolean isStatic;
    private final Descriptor descriptor;
    private final int aside;
    private final Code code;
    private final Values values;
    private final List<Integer> skips = new ArrayList<>();

    MethodWeaver(
            ConstantPool pool,
            String owner,
            boolean isStatic,
            Descriptor descriptor,
            List<Point> points,
            Listeners listeners,
            ToIntFunction<Point> numbers) {
        this.listeners = listeners;
        this.numbers = numbers;
        this.owner = owner;
        this.isStatic = isStatic;
        this.descriptor = descriptor;
        this.aside = descriptor.slots() + (isStatic ? 0 : 1);
        this.code = new Code(pool, aside + Math.max(1, Descriptor.size(descriptor.returned())));
        this.values = new Values(code, isStatic, descriptor);
        for (Point point : points) {
            (point.when() == Point.When.ENTRY ? entries : exits).add(point);
        }
    }

    /**
     * @param itself the name of the method's own code
     * @param type its descriptor
     */
    Code around(String itself, String type) {
        guarded(entries, null);
        int start = code.here();
        if (!isStatic) {
            code.load("L", 0);
        }
        for (int i = 0; i < descriptor.parameters().size(); i++) {
            code.load(descriptor.parameters().get(i), values.slot(i));
        }
        code.invoke(isStatic ? Op.INVOKESTATIC : Op.INVOKESPECIAL, owner, itself, type);
        if (exits.isEmpty()) {
            code.returns(descriptor.returned());
        } else {
            exits(start);
        }
        return code;
    }

    private void exits(int start) {
        int end = code.here();
        String returned = descriptor.returned();
        code.store(returned, aside);
        guarded(exits, returned);
        if (!returned.equals("V")) {
            code.load(returned, aside);
        }
        code.returns(returned);
        code.catches(start, end);
        code.frame(locals(null), THROWABLE);
        code.store(THROWABLE, aside);
        guarded(exits, THROWABLE);
        code.load(THROWABLE, aside);
        code.op(Op.ATHROW, -1);
    }

    /** @param kept the type of what is kept aside meanwhile, null for nothing yet */
    private void guarded(List<Point> points, @Nullable String kept) {
        for (Point point : points) {
            guarded(point, kept);
        }
    }

    private void guarded(Point point, @Nullable String kept) {
        skips.clear();
        int start = code.here();
        boolean goesOn = call(point, THROWABLE.equals(kept));
        int end = code.here();
        if (goesOn) {
            skips.add(code.jump(Op.GOTO));
        }
        code.catches(start, end);
        code.frame(locals(kept), THROWABLE);
        listeners.failed(code, numbers.applyAsInt(point));
        for (int skip : skips) {
            code.land(skip);
        }
        code.frame(locals(kept), null);
    }

    /** Whether control runs out of it at its end. */
    private boolean call(Point point, boolean thrown) {
        switch (point.event()) {
            case Point.SHARE -> share(point, thrown);
            case "LANE" -> lane(point, thrown);
            case "ANSWER" -> answer(point, thrown);
            default -> tell(Event.of(point.event()), point.values(), thrown);
        }
        return !point.event().equals("ANSWER");
    }

    private void tell(Event event, List<Value> told, boolean thrown) {
        listeners.load(code, event);
        for (Value value : told) {
            values.load(value, thrown);
        }
        Listeners.tell(code, event);
    }

    private void share(Point point, boolean thrown) {
        Point.LaneOf target = point.into();
        values.load(target.object(), thrown);
        skips.add(code.jump(Op.IFNULL));
        values.load(target.object(), thrown);
        values.load(point.values().get(0), thrown);
        code.putField(target.owner().replace('.', '/'), Point.LANE, OBJECT);
    }

    private void lane(Point point, boolean thrown) {
        Point.LaneOf target = point.into();
        values.load(target.object(), thrown);
        tell(Event.LANE, point.values().subList(0, 2), thrown);
        code.putField(target.owner().replace('.', '/'), Point.LANE, OBJECT);
        tell(
                Event.BOUND,
                List.of(target.object().lane(target.owner()), point.values().get(2)),
                thrown);
    }

    /** Only a path of the right length is worth a look at the request. */
    private void answer(Point point, boolean thrown) {
        tell(Event.MAY_ANSWER, point.values().subList(2, 3), thrown);
        skips.add(code.jump(Op.IFEQ));
        tell(Event.ANSWER, point.values().subList(0, 2), thrown);
        skips.add(code.jump(Op.IFEQ));
        if (descriptor.returned().equals("Z")) {
            code.number(1);
        }
        code.returns(descriptor.returned());
    }

    private List<String> locals(@Nullable String kept) {
        List<String> locals = new ArrayList<>();
        if (!isStatic) {
            locals.add("L" + owner + ";");
        }
        locals.addAll(descriptor.parameters());
        if (kept != null && !kept.equals("V")) {
            locals.add(kept);
        }
        return locals;
    }
}
