package dev.gatewayhealth.agent.undertow;

import dev.gatewayhealth.agent.server.OpenListener;
import dev.gatewayhealth.agent.server.Reach;
import dev.gatewayhealth.contract.Listening;
import java.lang.ref.WeakReference;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts a listener of Undertow together from its two halves: the open listener, which belongs to Undertow, and the accepting channel
 * of XNIO, which has the address.
 */
final class UndertowListeners {

    /** Where Undertow lives, as the last open listener told. Written and read by the threads that start servers. */
    private volatile WeakReference<ClassLoader> home = new WeakReference<>(null);

    /** The open listener whose port opens next. Written and read by the same threads. */
    private volatile WeakReference<Object> last = new WeakReference<>(null);

    @Nullable
    OpenListener opened(Object listener) {
        if (listener.getClass().getName().startsWith("io.undertow.")) {
            last = new WeakReference<>(listener);
            home = new WeakReference<>(listener.getClass().getClassLoader());
            return null;
        }
        ClassLoader undertow = home.get();
        Object address = Reach.method(listener.getClass(), "getLocalAddress").of(listener);
        if (undertow == null || !(address instanceof InetSocketAddress bound)) {
            // Somebody else's use of XNIO.
            return null;
        }
        Listening listening = new Listening(bound.getAddress().getHostAddress(), bound.getPort(), null);
        String server = version(undertow);
        return new OpenListener(
                server, listening, List.of(), new UndertowLimits(last.get(), server, listening), undertow);
    }

    private static String version(ClassLoader loader) {
        try {
            Object said = Class.forName("io.undertow.Version", true, loader)
                    .getMethod("getVersionString")
                    .invoke(null);
            return "Undertow/" + said;
        } catch (ReflectiveOperationException | LinkageError e) {
            return "Undertow";
        }
    }
}
