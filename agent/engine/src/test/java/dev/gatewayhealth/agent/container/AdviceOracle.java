package dev.gatewayhealth.agent.container;

import static net.bytebuddy.matcher.ElementMatchers.hasDescriptor;
import static net.bytebuddy.matcher.ElementMatchers.named;

import dev.gatewayhealth.agent.weave.Point;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.pool.TypePool;

/** Counts how often the methods of points are entered and left, as Byte Buddy's {@code Advice} sees it. */
public final class AdviceOracle {

    private static final Map<String, AtomicLong> COUNTS = new ConcurrentHashMap<>();

    private AdviceOracle() {}

    static void forget() {
        COUNTS.clear();
    }

    /** How often the method of that point came to where the point is. */
    static long hits(Point point) {
        String place = point.when() + " " + point.type() + "." + point.method() + point.descriptor();
        AtomicLong count = COUNTS.get(place);
        return count == null ? 0 : count.get();
    }

    /** Called from the code that Byte Buddy inlines. */
    public static void count(Point.When when, String method) {
        COUNTS.computeIfAbsent(when + " " + method, place -> new AtomicLong()).incrementAndGet();
    }

    /** The class with advice around each method of these points. */
    static byte[] around(List<Point> points, String type, byte[] bytes, ClassLoader loader) {
        ClassFileLocator locator = new ClassFileLocator.Compound(
                ClassFileLocator.Simple.of(type, bytes),
                ClassFileLocator.ForClassLoader.of(loader),
                ClassFileLocator.ForClassLoader.ofPlatformLoader());
        TypeDescription described = TypePool.Default.of(locator).describe(type).resolve();
        DynamicType.Builder<?> builder =
                new ByteBuddy().with(TypeValidation.DISABLED).redefine(described, locator);
        List<String> methods = points.stream()
                .filter(point -> !isPast(point, described))
                .map(point -> point.method() + point.descriptor())
                .distinct()
                .toList();
        for (String method : methods) {
            int descriptor = method.indexOf('(');
            builder = builder.visit(Advice.to(Counting.class)
                    .on(named(method.substring(0, descriptor)).and(hasDescriptor(method.substring(descriptor)))));
        }
        return builder.make().getBytes();
    }

    /** Whether the class has the method that took the place of the point's own, which it still calls. */
    private static boolean isPast(Point point, TypeDescription type) {
        Point.Method newer = point.part() == null ? null : point.part().newer();
        return newer != null
                && !type.getDeclaredMethods()
                        .filter(named(newer.name()).and(hasDescriptor(newer.descriptor())))
                        .isEmpty();
    }

    /** What is inlined. */
    static final class Counting {

        private Counting() {}

        @Advice.OnMethodEnter
        static void enter(@Advice.Origin("#t.#m#d") String method) {
            AdviceOracle.count(Point.When.ENTRY, method);
        }

        @Advice.OnMethodExit(onThrowable = Throwable.class)
        static void exit(@Advice.Origin("#t.#m#d") String method) {
            AdviceOracle.count(Point.When.EXIT, method);
        }
    }
}
