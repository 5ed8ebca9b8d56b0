package dev.gatewayhealth.agent.server;

import dev.gatewayhealth.exchange.OtherEnd;
import java.io.FileDescriptor;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.channels.Channel;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks the kernel about one socket of this process: whether its other end has closed it. Nothing is read from the socket.
 *
 * <p>The kernel's table of connections says the same, but it has to be read whole, which with 20,000 closed connections in it takes some
 * 40 ms; {@code poll(2)} for {@code POLLRDHUP} is one system call of about a microsecond. The JDK has that call in a package it does not
 * export, which an agent may open to itself ({@link Opening}); where that fails, nothing is told, and the table is
 * read instead.
 */
public final class HungUp {

    /** On Linux; {@code bits/poll.h}. */
    private static final int POLLRDHUP = 0x2000;

    /** The descriptor was closed on our side. */
    private static final int POLLNVAL = 0x20;

    private HungUp() {}

    /**
     * {@return what the kernel says of that channel's socket}
     *
     * @param channel of a socket
     */
    public static OtherEnd of(Channel channel) {
        Opened jdk = Opened.JDK;
        if (jdk == null || !channel.isOpen()) {
            return OtherEnd.UNTOLD;
        }
        try {
            FileDescriptor descriptor = jdk.descriptor(channel);
            return descriptor == null ? OtherEnd.UNTOLD : of(descriptor, jdk, channel::isOpen);
        } catch (Throwable e) {
            return OtherEnd.UNTOLD;
        }
    }

    /**
     * {@return what it says of a socket for which the JDK has no channel}
     *
     * @param number of its descriptor
     * @param open whether that is still the socket's
     */
    public static OtherEnd of(int number, BooleanSupplier open) {
        Opened jdk = Opened.JDK;
        if (jdk == null || number < 0 || !open.getAsBoolean()) {
            return OtherEnd.UNTOLD;
        }
        try {
            return of((FileDescriptor) jdk.ofNumber.invokeExact(number), jdk, open);
        } catch (Throwable e) {
            return OtherEnd.UNTOLD;
        }
    }

    private static OtherEnd of(FileDescriptor descriptor, Opened jdk, BooleanSupplier open) throws Throwable {
        int told = (int) jdk.poll.invokeExact(descriptor, POLLRDHUP, 0L);
        // If it was closed in between, its number may be another socket's by now.
        if ((told & POLLNVAL) != 0 || !open.getAsBoolean()) {
            return OtherEnd.UNTOLD;
        }
        return (told & POLLRDHUP) != 0 ? OtherEnd.GONE : OtherEnd.THERE;
    }

    /** The way into the JDK, opened when somebody first asks. */
    private static final class Opened {

        static final @Nullable Opened JDK = open();

        final MethodHandle poll;
        final MethodHandle ofNumber;
        private final Class<?> selectable;
        private final MethodHandle ofSelectable;
        private final Class<?> asynchronous;
        private final MethodHandle ofAsynchronous;

        private Opened(MethodHandles.Lookup lookup) throws ReflectiveOperationException {
            poll = lookup.findStatic(
                    lookup.lookupClass(),
                    "poll",
                    MethodType.methodType(int.class, FileDescriptor.class, int.class, long.class));
            ofNumber = lookup.findStatic(
                    Class.forName("sun.nio.ch.IOUtil"),
                    "newFD",
                    MethodType.methodType(FileDescriptor.class, int.class));
            MethodType describes = MethodType.methodType(FileDescriptor.class, Channel.class);
            selectable = Class.forName("sun.nio.ch.SelChImpl");
            ofSelectable = lookup.findVirtual(selectable, "getFD", MethodType.methodType(FileDescriptor.class))
                    .asType(describes);
            asynchronous = Class.forName("sun.nio.ch.AsynchronousSocketChannelImpl");
            ofAsynchronous =
                    lookup.findGetter(asynchronous, "fd", FileDescriptor.class).asType(describes);
        }

        private static @Nullable Opened open() {
            boolean linux = System.getProperty("os.name", "").equals("Linux");
            if (!linux || !Opening.of(Object.class.getModule(), "sun.nio.ch")) {
                return null;
            }
            try {
                return new Opened(
                        MethodHandles.privateLookupIn(Class.forName("sun.nio.ch.Net"), MethodHandles.lookup()));
            } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
                // Another JDK than those we know.
                return null;
            }
        }

        @Nullable
        FileDescriptor descriptor(Channel channel) throws Throwable {
            if (selectable.isInstance(channel)) {
                return (FileDescriptor) ofSelectable.invokeExact(channel);
            }
            return asynchronous.isInstance(channel) ? (FileDescriptor) ofAsynchronous.invokeExact(channel) : null;
        }
    }
}
