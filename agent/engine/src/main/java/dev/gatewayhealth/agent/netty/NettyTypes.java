package dev.gatewayhealth.agent.netty;

import dev.gatewayhealth.agent.server.Copy;
import dev.gatewayhealth.agent.server.HeaderFields;
import dev.gatewayhealth.agent.server.Reach;
import dev.gatewayhealth.agent.weave.Point;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The types of one Netty, found through the class loader its HTTP codec lives in. What each request needs is a handle of exact type, which
 * neither allocates nor boxes.
 */
final class NettyTypes {

    private static final String HTTP = "io.netty.handler.codec.http.";

    /** By the interface {@code HttpMessage} or {@code HttpContent}, so a Netty of another class loader has its own. */
    private static final ClassValue<NettyTypes> ALL = new ClassValue<>() {
        @Override
        protected NettyTypes computeValue(Class<?> http) {
            try {
                return new NettyTypes(Copy.of(http, HTTP));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("This is no Netty we know: " + e, e);
            }
        }
    };

    /** Whether we hear of responses; where not, a request that is answered would look like one that is not. */
    final boolean told;

    final Reach localAddress;
    final Reach remoteAddress;
    final Reach isOpen;
    final Reach protocol;
    private final MethodHandle channel;
    private final MethodHandle uri;
    private final MethodHandle status;
    private final MethodHandle contentLength;
    private final MethodHandle declared;
    private final Reach httpMethod;
    private final Reach read;
    private final Reach headers;
    private final Method headerValue;
    private final Method keepsAlive;
    private final HeaderFields fields = new HeaderFields("set", Object.class);
    private final Reach nioBuffer;
    private final Method release;
    private final Method wrap;
    private final Method writeAndFlush;
    private final Method addListener;
    private final Object closing;
    private final NettyView view = new NettyView(this);

    private NettyTypes(Copy netty) throws ReflectiveOperationException {
        MethodHandles.Lookup lookup = MethodHandles.publicLookup();
        told = Point.isWoven(netty.type(HTTP + "HttpObjectEncoder"));
        Class<?> context = netty.type("io.netty.channel.ChannelHandlerContext");
        Class<?> request = netty.type(HTTP + "HttpRequest");
        Class<?> message = netty.type(HTTP + "HttpMessage");
        Class<?> holder = netty.type("io.netty.buffer.ByteBufHolder");
        MethodType ofObject = MethodType.methodType(Object.class, Object.class);
        MethodType intOfObject = MethodType.methodType(int.class, Object.class);
        channel = lookup.unreflect(context.getMethod("channel")).asType(ofObject);
        uri = lookup.unreflect(request.getMethod("uri")).asType(ofObject);
        status = chain(lookup, netty.type(HTTP + "HttpResponse").getMethod("status"), "code")
                .asType(intOfObject);
        contentLength =
                chain(lookup, holder.getMethod("content"), "readableBytes").asType(intOfObject);
        declared = MethodHandles.insertArguments(
                        lookup.unreflect(
                                netty.type(HTTP + "HttpUtil").getMethod("getContentLength", message, long.class)),
                        1,
                        -1L)
                .asType(MethodType.methodType(long.class, Object.class));
        read = Reach.method(context, "read");
        httpMethod = Reach.method(request, "method");
        nioBuffer = Reach.method(netty.type("io.netty.buffer.ByteBuf"), "nioBuffer");
        protocol = Reach.method(message, "protocolVersion");
        headers = Reach.method(message, "headers");
        headerValue = netty.type(HTTP + "HttpHeaders").getMethod("get", String.class);
        keepsAlive = netty.type(HTTP + "HttpUtil").getMethod("isKeepAlive", message);
        release = netty.type("io.netty.util.ReferenceCountUtil").getMethod("release", Object.class);
        wrap = netty.type("io.netty.buffer.Unpooled").getMethod("wrappedBuffer", byte[].class);
        writeAndFlush = context.getMethod("writeAndFlush", Object.class);
        Class<?> future = netty.type("io.netty.channel.ChannelFuture");
        addListener = future.getMethod("addListener", netty.type("io.netty.util.concurrent.GenericFutureListener"));
        closing = netty.type("io.netty.channel.ChannelFutureListener")
                .getField("CLOSE")
                .get(null);
        Class<?> itsChannel = netty.type("io.netty.channel.Channel");
        localAddress = Reach.method(itsChannel, "localAddress");
        remoteAddress = Reach.method(itsChannel, "remoteAddress");
        isOpen = Reach.method(itsChannel, "isOpen");
    }

    static NettyTypes of(Class<?> http) {
        return ALL.get(http);
    }

    NettyView view() {
        return view;
    }

    // ---- on the event loop, for each request ----

    Object channel(Object context) {
        try {
            return (Object) channel.invokeExact(context);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    String uri(Object request) {
        try {
            return (String) (Object) uri.invokeExact(request);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    int status(Object response) {
        try {
            return (int) status.invokeExact(response);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    int contentLength(Object content) {
        try {
            return (int) contentLength.invokeExact(content);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    /** The length that a message declares of its body; -1 without one that is a number. */
    long declared(Object message) {
        try {
            return (long) declared.invokeExact(message);
        } catch (NumberFormatException e) {
            return -1;
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    // ---- now and then ----

    String method(Object request) {
        return String.valueOf(httpMethod.of(request));
    }

    @Nullable
    String header(Object message, String name) {
        return (String) call(headerValue, headers.of(message), name);
    }

    /** Sets a field of its header. */
    void stamp(Object message, String name, String value) {
        fields.put(Objects.requireNonNull(headers.of(message)), name, value);
    }

    /** What can be read of a {@code ByteBuf}, which is not touched by it. */
    ByteBuffer bytes(Object byteBuf) {
        return (ByteBuffer) Objects.requireNonNull(nioBuffer.of(byteBuf));
    }

    boolean upgradesToHttp2(Object response) {
        return "h2c".equalsIgnoreCase(header(response, "Upgrade"));
    }

    boolean keepsAlive(Object message) {
        return Boolean.TRUE.equals(call(keepsAlive, null, message));
    }

    void release(Object message) {
        call(release, null, message);
    }

    void read(Object context) {
        read.of(context);
    }

    /** In one write, and flushed. */
    void send(Object context, byte[] bytes, boolean keepAlive) {
        Object written = call(writeAndFlush, context, call(wrap, null, (Object) bytes));
        if (!keepAlive) {
            call(addListener, written, closing);
        }
    }

    private static @Nullable Object call(Method method, @Nullable Object target, @Nullable Object argument) {
        try {
            return method.invoke(target, argument);
        } catch (ReflectiveOperationException e) {
            throw failed(e);
        }
    }

    private static MethodHandle chain(MethodHandles.Lookup lookup, Method first, String then)
            throws ReflectiveOperationException {
        return MethodHandles.filterReturnValue(
                lookup.unreflect(first), lookup.unreflect(first.getReturnType().getMethod(then)));
    }

    private static RuntimeException failed(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return new IllegalStateException(thrown);
    }
}
