package dev.gatewayhealth.agent.engine;

import dev.gatewayhealth.exchange.Ticker;
import dev.gatewayhealth.finding.FindingLines;
import dev.gatewayhealth.finding.Severity;
import dev.gatewayhealth.thread.OwnThread;
import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes the lines of findings to the service's own log, where that is SLF4J and the service has brought it up itself; else to standard
 * error. It is never brought up from here: until somebody else has, nobody knows how it is to be.
 *
 * <p>Where several applications have each their own, none of them is the service's, and it stays with standard error. A log may block, on a
 * full disk or on a lock that the service is stuck on, so it is written by a thread of its own, which ends when there is nothing to write.
 */
final class ServiceLog implements FindingLines.Sink {

    private static final String FACTORY = "org.slf4j.LoggerFactory";
    private static final String LOGGER = "dev.gatewayhealth";

    /** {@code LoggerFactory.SUCCESSFUL_INITIALIZATION}. */
    private static final int UP = 3;

    private static final long LOOK_EVERY = TimeUnit.SECONDS.toNanos(10);
    private static final int MOST_WAITING = 64;

    private final Function<String, List<Class<?>>> loaded;
    private final FindingLines.Sink otherwise;
    private final Ticker ticker;
    private @Nullable WeakReference<Class<?>> factory;
    private boolean looked;
    private long lastLook;
    private @Nullable ThreadPoolExecutor writer;

    /** @param loaded the classes of that name that are loaded */
    ServiceLog(Function<String, List<Class<?>>> loaded, FindingLines.Sink otherwise, Ticker ticker) {
        this.loaded = loaded;
        this.otherwise = otherwise;
        this.ticker = ticker;
    }

    /** On the watchdog's thread. */
    @Override
    public void say(@Nullable Severity severity, String text) {
        Class<?> its = factory();
        if (its == null) {
            otherwise.say(severity, text);
            return;
        }
        try {
            writer().execute(() -> write(its, severity, text));
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            otherwise.say(severity, text);
        }
    }

    private ThreadPoolExecutor writer() {
        ThreadPoolExecutor its = writer;
        if (its == null) {
            its = new ThreadPoolExecutor(
                    0, 1, 5, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), ServiceLog::thread);
            writer = its;
        }
        return its;
    }

    private static Thread thread(Runnable work) {
        return OwnThread.of("gateway-health-log", work);
    }

    private void write(Class<?> its, @Nullable Severity severity, String text) {
        try {
            Object logger = its.getMethod("getLogger", String.class).invoke(null, LOGGER);
            Class<?> type = Class.forName("org.slf4j.Logger", false, its.getClassLoader());
            type.getMethod(level(severity), String.class).invoke(logger, harmless(text));
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            otherwise.say(severity, text);
        }
    }

    private static String level(@Nullable Severity severity) {
        if (severity == Severity.CRITICAL) {
            return "error";
        }
        return severity == Severity.WARNING ? "warn" : "info";
    }

    /** Old versions of Log4j look up what stands in {@code ${}}, and a path may be anybody's. */
    private static String harmless(String text) {
        return text.replace("${", "$ {");
    }

    private @Nullable Class<?> factory() {
        WeakReference<Class<?>> known = factory;
        Class<?> its = known == null ? null : known.get();
        if (its != null) {
            return its;
        }
        long now = ticker.nanos();
        if (looked && now - lastLook < LOOK_EVERY) {
            return null;
        }
        looked = true;
        lastLook = now;
        its = theOneThatIsUp();
        factory = its == null ? null : new WeakReference<>(its);
        return its;
    }

    private @Nullable Class<?> theOneThatIsUp() {
        Class<?> one = null;
        for (Class<?> each : loaded.apply(FACTORY)) {
            if (isUp(each)) {
                if (one != null) {
                    return null;
                }
                one = each;
            }
        }
        return one;
    }

    private static boolean isUp(Class<?> each) {
        try {
            Field state = each.getDeclaredField("INITIALIZATION_STATE");
            state.setAccessible(true);
            return state.getInt(null) == UP;
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            // Another version than we know: not ours to use.
            return false;
        }
    }
}
