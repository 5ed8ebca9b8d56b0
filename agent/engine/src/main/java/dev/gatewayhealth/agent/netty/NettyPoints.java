package dev.gatewayhealth.agent.netty;

import static dev.gatewayhealth.agent.weave.Value.argument;
import static dev.gatewayhealth.agent.weave.Value.number;
import static dev.gatewayhealth.agent.weave.Value.returned;
import static dev.gatewayhealth.agent.weave.Value.self;
import static dev.gatewayhealth.agent.weave.Value.thrown;

import dev.gatewayhealth.agent.weave.Instrumented;
import dev.gatewayhealth.agent.weave.Point;
import dev.gatewayhealth.agent.weave.Point.LaneOf;
import dev.gatewayhealth.agent.weave.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Where Netty is hooked: below every framework that stands on it. Each of them decodes requests with an {@code HttpObjectDecoder} and
 * encodes responses with an {@code HttpObjectEncoder}, some with their own sub-classes, and every transport takes its bytes from a
 * {@code ChannelOutboundBuffer}.
 *
 * <p>The channel carries the conversation, from its first decoded request on; a client's channel decodes none and carries nothing. The
 * field is in {@code DefaultAttributeMap}, which all channels extend, those of HTTP/2 streams too, so no cast can fail.
 */
public final class NettyPoints {

    private static final String CARRIER = "io.netty.util.DefaultAttributeMap";
    private static final String CHANNEL = "io.netty.channel.AbstractChannel";
    private static final String UNSAFE = CHANNEL + "$AbstractUnsafe";
    private static final String BUFFER = "io.netty.channel.ChannelOutboundBuffer";
    private static final String CONTEXT = "io.netty.channel.ChannelHandlerContext";
    private static final String PIPELINE = "io.netty.channel.DefaultChannelPipeline";
    private static final String PROMISE = "io.netty.channel.ChannelPromise";

    private static final String A_BUFFER = "Lio/netty/channel/ChannelOutboundBuffer;";
    private static final String A_CHANNEL = "Lio/netty/channel/Channel;";
    private static final String A_CONTEXT = "Lio/netty/channel/ChannelHandlerContext;";
    private static final String A_PROMISE = "Lio/netty/channel/ChannelPromise;";
    private static final String WRITE = "(" + A_CONTEXT + "Ljava/lang/Object;" + A_PROMISE + ")V";
    private static final String BYTES = "Lio/netty/buffer/ByteBuf;";

    private NettyPoints() {}

    /** {@return all that is woven of it} */
    public static Instrumented all() {
        List<Point> points = new ArrayList<>();
        points.addAll(requests().points());
        points.addAll(responses().points());
        points.addAll(eventLoop().points());
        points.addAll(wire().points());
        points.addAll(socket().points());
        points.addAll(failures().points());
        points.addAll(http2().points());
        return new Instrumented("Netty", points, Set.of(CARRIER));
    }

    /** What was decoded is in the list when this returns, and reaches the next handler after that. */
    private static Point.In requests() {
        Value channel = channelOf(argument(0));
        return Point.in("io.netty.handler.codec.http.HttpObjectDecoder")
                .method("decode", "(" + A_CONTEXT + BYTES + "Ljava/util/List;)V")
                .exitInto(new LaneOf(channel, CARRIER), "LANE", channel.lane(CARRIER), argument(2), argument(0));
    }

    /**
     * The header alone is in the buffer when it is made, and when it is handed to where a full message's content is added. Before 4.1.84 an encoder
     * did not write itself, and how long the header was stands nowhere.
     */
    private static Point.In responses() {
        Value lane = channelOf(argument(0)).lane(CARRIER);
        return Point.in("io.netty.handler.codec.http.HttpObjectEncoder")
                .method("encodeInitHttpMessage", "(" + A_CONTEXT + "Lio/netty/handler/codec/http/HttpMessage;)" + BYTES)
                .exit("COMMITTED", lane, readable(returned()))
                .exit("HEAD", lane, returned())
                .method(
                        "encodeByteBufHttpContent",
                        "(I" + A_CONTEXT + BYTES + BYTES
                                + "Lio/netty/handler/codec/http/HttpHeaders;Ljava/util/List;)V")
                .entry("COMMITTED", channelOf(argument(1)).lane(CARRIER), readable(argument(2)))
                .entry("HEAD", channelOf(argument(1)).lane(CARRIER), argument(2))
                .formOf("responses")
                .method("write", WRITE)
                .entry("SAYING", lane, argument(1))
                .exit("UNSAID", lane, thrown())
                .exit("SAID", lane, argument(1))
                .formBefore("write", WRITE, "responses")
                .method("encode", "(" + A_CONTEXT + "Ljava/lang/Object;Ljava/util/List;)V")
                .entry("SAYING", lane, argument(1))
                .exit("UNSAID", lane, thrown())
                .exit("SAID", lane, argument(1));
    }

    private static Value readable(Value buffer) {
        return buffer.call("io.netty.buffer.ByteBuf", "readableBytes", "()I");
    }

    /** Whatever handlers do with what was read they have done, or have handed on, when this returns. */
    private static Point.In eventLoop() {
        return Point.in("io.netty.handler.codec.ByteToMessageDecoder")
                .method("channelRead", "(" + A_CONTEXT + "Ljava/lang/Object;)V")
                .exit("PARKED", channelOf(argument(0)).lane(CARRIER), number(0));
    }

    /** Every transport tells the buffer what the socket took, and what became of the rest when the channel closed. */
    private static Point.In wire() {
        Value lane = onMap(self().field(BUFFER, "channel", A_CHANNEL)).lane(CARRIER);
        return Point.in(BUFFER)
                .method("progress", "(J)V")
                .entry("WROTE", lane, thrown())
                .method("remove", "()Z")
                .exit("DRAINED", lane, self().call(BUFFER, "totalPendingWriteBytes", "()J"))
                .method("failFlushed", "(Ljava/lang/Throwable;Z)V")
                .entry("FLUSHED", lane, self().call(BUFFER, "isEmpty", "()Z"))
                .entry("ENDED", lane);
    }

    private static Point.In socket() {
        Value channel = self().field(UNSAFE, "this$0", "Lio/netty/channel/AbstractChannel;");
        Value lane = channel.lane(CARRIER);
        return Point.in(UNSAFE)
                .method("flush0", "()V")
                .exit(
                        "FLUSHED",
                        lane,
                        self().field(UNSAFE, "outboundBuffer", A_BUFFER).call(BUFFER, "isEmpty", "()Z"))
                // A transport that closes because the other end has, waits for no promise.
                .method("close", "(" + A_PROMISE + ")V")
                .entry("CLOSING", lane, argument(0).callInterface(PROMISE, "isVoid", "()Z"))
                // On the thread that will accept, so nothing is accepted before this is over.
                .method("bind", "(Ljava/net/SocketAddress;" + A_PROMISE + ")V")
                .exit("LISTENING", channel);
    }

    /** A read that fails because the connection was reset; handlers are told before the channel closes, and may close it. */
    private static Point.In failures() {
        return Point.in(PIPELINE)
                .method("fireExceptionCaught", "(Ljava/lang/Throwable;)Lio/netty/channel/ChannelPipeline;")
                .entry(
                        "WROTE",
                        onMap(self().field(PIPELINE, "channel", A_CHANNEL)).lane(CARRIER),
                        argument(0));
    }

    /** Its requests are none that are decoded above, so it is only said where it is spoken; gRPC is, with a handler that extends this. */
    private static Point.In http2() {
        return Point.in("io.netty.handler.codec.http2.Http2ConnectionHandler")
                .formOfExtra("HTTP/2")
                .method("handlerAdded", "(" + A_CONTEXT + ")V")
                .exit("CONNECTED", argument(0));
    }

    private static Value channelOf(Value context) {
        return onMap(context.callInterface(CONTEXT, "channel", "()" + A_CHANNEL));
    }

    private static Value onMap(Value channel) {
        return channel.cast(CARRIER);
    }
}
