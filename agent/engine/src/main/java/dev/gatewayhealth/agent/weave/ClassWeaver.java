package dev.gatewayhealth.agent.weave;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Weaves the points of one class into its bytes. A woven method keeps its name, its flags and all that is said about it, and gets new
 * code; its own goes on, byte for byte, in a private method beside it. So nobody's code is ever taken apart.
 */
final class ClassWeaver {

    private static final int ACC_STATIC = 0x0008;
    private static final int PRIVATE_SYNTHETIC = 0x1002;
    private static final int PUBLIC_SYNTHETIC_TRANSIENT = 0x1081;

    private final ClassFile file;
    private final ConstantPool pool;
    private final Target target;
    private final ToIntFunction<Point> numbers;
    private final Listeners listeners;
    private final Bytes fields = new Bytes(64);
    private final Bytes methods;
    private int fieldCount;
    private int methodCount;
    private final List<Point> woven = new ArrayList<>();

    private ClassWeaver(ClassFile file, Target target, ToIntFunction<Point> numbers) {
        this.file = file;
        this.pool = file.pool();
        this.target = target;
        this.numbers = numbers;
        this.listeners = new Listeners(pool, file.name());
        this.methods = new Bytes(file.length());
    }

    /**
     * @param bytes the class as it is
     * @param numbers by which woven code names a point when it fails
     * @throws IllegalArgumentException if the points do not fit the class or its methods
     */
    static Result weave(byte[] bytes, Target target, ToIntFunction<Point> numbers) {
        ClassWeaver weaver = new ClassWeaver(new ClassFile(bytes), target, numbers);
        return new Result(weaver.weave(), weaver.woven);
    }

    /** The bytes, and the points whose method was there. */
    @SuppressWarnings("ArrayRecordComponent") // handed on at once, never compared
    record Result(byte[] bytes, List<Point> woven) {}

    private byte[] weave() {
        for (ClassFile.Method method : file.methods()) {
            methodCount++;
            List<Point> here = pointsOf(method);
            if (here.isEmpty()) {
                file.copy(method, methods);
            } else {
                weave(method, here);
            }
        }
        // What carries a lane in one version of a server may be an interface in the next.
        if (target.carrier() && (file.access() & ClassFile.ACC_INTERFACE) == 0) {
            fieldCount++;
            fields.u2(PUBLIC_SYNTHETIC_TRANSIENT).u2(pool.utf8(Point.LANE)).u2(pool.utf8("Ljava/lang/Object;"));
            fields.u2(0);
        }
        if (!woven.isEmpty()) {
            fieldCount++;
            listeners.field(fields);
            methodCount += 2;
            listeners.find(target.number(), methods);
            listeners.failed(methods);
        }
        return file.with(pool, fieldCount, fields, methodCount, methods);
    }

    private List<Point> pointsOf(ClassFile.Method method) {
        List<Point> here = List.of();
        List<Point> points = target.points();
        // Thousands of times in the service's start, so without an iterator each.
        for (int i = 0; i < points.size(); i++) {
            Point point = points.get(i);
            if (method.code() != 0 && method.is(point.method(), point.descriptor()) && !isPast(point)) {
                here = here.isEmpty() ? new ArrayList<>() : here;
                here.add(point);
            }
        }
        return here;
    }

    /** Whether the class has the method that took this one's place. */
    private boolean isPast(Point point) {
        Point.Method newer = point.part() == null ? null : point.part().newer();
        if (newer != null) {
            for (ClassFile.Method method : file.methods()) {
                if (method.is(newer.name(), newer.descriptor())) {
                    return true;
                }
            }
        }
        return false;
    }

    private void weave(ClassFile.Method method, List<Point> points) {
        for (Point point : points) {
            check(point);
        }
        woven.addAll(points);
        boolean isStatic = (method.access() & ACC_STATIC) != 0;
        Descriptor descriptor = Descriptor.of(method.descriptor());
        String itself = method.name() + Point.ITSELF;
        MethodWeaver weaver = new MethodWeaver(pool, file.name(), isStatic, descriptor, points, listeners, numbers);
        file.replaceCode(method, weaver.around(itself, method.descriptor()), methods);
        methodCount++;
        file.moveCode(method, PRIVATE_SYNTHETIC | (method.access() & ACC_STATIC), itself, pool, methods);
    }

    private void check(Point point) {
        if (point.method().equals("<init>")) {
            // An object may not be handed on before its constructor has called another.
            throw new IllegalArgumentException("constructors cannot be woven");
        }
        if ((file.access() & ClassFile.ACC_INTERFACE) != 0) {
            throw new IllegalArgumentException("an interface has no place for what woven code needs");
        }
        boolean says = point.descriptor().endsWith(")V") || point.descriptor().endsWith(")Z");
        if (point.event().equals("ANSWER") && !says) {
            throw new IllegalArgumentException(
                    "only a method that returns nothing, or whether it did its work, can be answered in its place");
        }
    }
}
