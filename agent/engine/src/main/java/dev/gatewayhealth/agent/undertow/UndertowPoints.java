package dev.gatewayhealth.agent.undertow;

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
 * Where Undertow is hooked. An {@code HttpServerExchange} is made for each request and never used again, so its lane serves one
 * exchange: one small object more beside the dozen Undertow makes. Several exchanges share a connection over HTTP/2, so the lane
 * cannot live there.
 *
 * <p>Reads and writes are seen at the exchange's own channels, which every protocol goes through. A write that returns means
 * bytes in the kernel over plain HTTP/1.1; over HTTP/2 it may mean a queued frame.
 */
public final class UndertowPoints {

    private static final String EXCHANGE = "io.undertow.server.HttpServerExchange";
    private static final String AN_EXCHANGE = "Lio/undertow/server/HttpServerExchange;";
    private static final String CONDUIT = "io.undertow.server.protocol.http.HttpResponseConduit";

    /** XNIO's own, of a plain socket. It carries a lane only once another protocol is served on it. */
    private static final String SOCKET = "org.xnio.nio.NioSocketConduit";

    private static final String SINK_CONDUIT = "Lorg/xnio/conduits/StreamSinkConduit;";

    private UndertowPoints() {}

    /** {@return all that is woven of it} */
    public static Instrumented all() {
        List<Point> points = new ArrayList<>();
        points.addAll(exchange().points());
        points.addAll(end().points());
        points.addAll(closing());
        points.addAll(header().points());
        points.addAll(body().points());
        points.addAll(headerHttp2().points());
        points.addAll(writing().points());
        points.addAll(reading().points());
        points.addAll(tunnel());
        points.addAll(openListener().points());
        points.addAll(port().points());
        points.addAll(stopping());
        return new Instrumented("Undertow", points, Set.of(EXCHANGE, CONDUIT, SOCKET));
    }

    /** Runs first on the I/O thread, and again after each dispatch, on the thread it was dispatched to. */
    private static Point.In exchange() {
        Value exchange = argument(1);
        Value lane = exchange.lane(EXCHANGE);
        Value pathLength = exchange.call(EXCHANGE, "getRequestURI", "()Ljava/lang/String;")
                .call("java.lang.String", "length", "()I");
        return Point.in("io.undertow.server.Connectors")
                .method("executeRootHandler", "(Lio/undertow/server/HttpHandler;" + AN_EXCHANGE + ")V")
                .entry("ANSWER", lane, exchange, pathLength)
                .entryInto(
                        new LaneOf(exchange, EXCHANGE),
                        "LANE",
                        lane,
                        exchange,
                        exchange.call(EXCHANGE, "getConnection", "()Lio/undertow/server/ServerConnection;"))
                .entry("ENTERED", lane, exchange.call(EXCHANGE, "getRequestStartTime", "()J"))
                .exit("PARKED", lane, exchange.call(EXCHANGE, "isInIoThread", "()Z"));
    }

    private static Point.In end() {
        Value lane = self().lane(EXCHANGE);
        return Point.in(EXCHANGE)
                .method("getResponseChannel", "()Lorg/xnio/channels/StreamSinkChannel;")
                .entry("SAYING", lane, self())
                .method("terminateResponse", "()" + AN_EXCHANGE)
                .entry("DELIVERED", lane)
                // Reached once both the request and the response are over, whichever way they were.
                .method("invokeExchangeCompleteListeners", "()V")
                .entry("ENDED", lane);
    }

    /**
     * A write that fails closes the connection before it says so, what is ended before all of it was sent closes the socket first, and the
     * exchange is over before either is known. While the socket is still open the kernel can be asked whose doing that is.
     */
    private static List<Point> closing() {
        String connection = "io.undertow.server.AbstractServerConnection";
        Value current = self().field(connection, "current", AN_EXCHANGE);
        List<Point> points = new ArrayList<>(Point.in(connection)
                .method("close", "()V")
                .entry("CLOSED", current.lane(EXCHANGE), self())
                .points());
        points.addAll(Point.in(CONDUIT)
                .method("truncateWrites", "()V")
                .entry(
                        "CLOSED",
                        self().lane(CONDUIT),
                        self().field(CONDUIT, "connection", "Lio/undertow/server/protocol/http/HttpServerConnection;"))
                .points());
        return points;
    }

    /** Called when the last byte of the header has been written, alone or together with the first of the body. */
    private static Point.In header() {
        String pooled = "io.undertow.connector.PooledByteBuffer";
        Value lane = self().field(CONDUIT, "exchange", AN_EXCHANGE).lane(EXCHANGE);
        Value head = self().field(CONDUIT, "pooledBuffer", "Lio/undertow/connector/PooledByteBuffer;")
                .callInterface(pooled, "getBuffer", "()Ljava/nio/ByteBuffer;");
        return Point.in(CONDUIT)
                .method("bufferDone", "()V")
                // It forgets the exchange now, and serves it until the next one's header.
                .shareFirst(new LaneOf(self(), CONDUIT), lane)
                .entry("HEAD", lane, head)
                // A flush writes a header that stands alone, and no write follows it.
                .entry("WROTE", lane, thrown());
    }

    /** Called once when nothing more is sent of a body of declared length; the connection may be gone by then. */
    private static Point.In body() {
        String conduit = "io.undertow.server.protocol.http.ServerFixedLengthStreamSinkConduit";
        return Point.in(conduit)
                .method("channelFinished", "()V")
                .entry(
                        "MISSING",
                        self().field(conduit, "exchange", AN_EXCHANGE).lane(EXCHANGE),
                        self().call(conduit, "getRemaining", "()J"));
    }

    /** Over HTTP/2 the header goes out with the first frame of the response; its size is not known. */
    private static Point.In headerHttp2() {
        return Point.in("io.undertow.server.protocol.http2.Http2ServerConnection")
                .method("getSinkConduit", "(" + AN_EXCHANGE + SINK_CONDUIT + ")" + SINK_CONDUIT)
                .exit("COMMITTED", argument(0).lane(EXCHANGE), number(0));
    }

    private static Point.In writing() {
        String channel = EXCHANGE + "$WriteDispatchChannel";
        Value lane = self().field(channel, "this$0", AN_EXCHANGE).lane(EXCHANGE);
        Point.In points = Point.in(channel);
        String[][] methods = {
            {"write", "(Ljava/nio/ByteBuffer;)I"},
            {"write", "([Ljava/nio/ByteBuffer;)J"},
            {"write", "([Ljava/nio/ByteBuffer;II)J"},
            {"writeFinal", "(Ljava/nio/ByteBuffer;)I"},
            {"writeFinal", "([Ljava/nio/ByteBuffer;)J"},
            {"writeFinal", "([Ljava/nio/ByteBuffer;II)J"},
            {"transferFrom", "(Ljava/nio/channels/FileChannel;JJ)J"},
            {"transferFrom", "(Lorg/xnio/channels/StreamSourceChannel;JLjava/nio/ByteBuffer;)J"},
            {"awaitWritable", "()V"},
            {"awaitWritable", "(JLjava/util/concurrent/TimeUnit;)V"},
        };
        for (String[] method : methods) {
            points.method(method[0], method[1]).entry("WRITING", lane).exit("WROTE", lane, thrown());
        }
        return points;
    }

    /** A read that finds nothing returns at once; what blocks is waiting for more. */
    private static Point.In reading() {
        String channel = EXCHANGE + "$ReadDispatchChannel";
        Value lane = self().field(channel, "this$0", AN_EXCHANGE).lane(EXCHANGE);
        return Point.in(channel)
                .method("awaitReadable", "()V")
                .entry("READING", lane)
                .exit("READ", lane)
                .method("awaitReadable", "(JLjava/util/concurrent/TimeUnit;)V")
                .entry("READING", lane)
                .exit("READ", lane);
    }

    /** What is read and written once a connection was upgraded passes no channel of Undertow's. */
    private static List<Point> tunnel() {
        Value lane = self().lane(SOCKET);
        List<Point> points = new ArrayList<>(Point.in(SOCKET)
                .formOfExtra("an upgraded connection")
                .method("handleReady", "(I)V")
                .entry("READ", lane)
                .method("write", "(Ljava/nio/ByteBuffer;)I")
                .entry("WRITING", lane)
                .exit("WROTE", lane, thrown())
                .method("write", "([Ljava/nio/ByteBuffer;II)J")
                .entry("WRITING", lane)
                .exit("WROTE", lane, thrown())
                .points());
        String connection = "org.xnio.nio.NioSocketStreamConnection";
        points.addAll(Point.in(connection)
                .formOfExtra("an upgraded connection")
                .method("closeAction", "()V")
                .entry(
                        "ENDED",
                        self().field(connection, "conduit", "Lorg/xnio/nio/NioSocketConduit;")
                                .lane(SOCKET))
                .points());
        return points;
    }

    /** Prepared before its port is opened, by WildFly and by {@code io.undertow.Undertow} alike. */
    private static Point.In openListener() {
        return Point.in("io.undertow.server.protocol.http.HttpOpenListener")
                .method("setRootHandler", "(Lio/undertow/server/HttpHandler;)V")
                .exit("LISTENING", self());
    }

    /** Before a port is closed, and before Spring's graceful shutdown answers 503 to all that comes. */
    private static List<Point> stopping() {
        List<Point> points = new ArrayList<>(Point.in("io.undertow.Undertow")
                .formOfExtra("a server of its own stops")
                .method("stop", "()V")
                .entry("STOPPING", self())
                .points());
        points.addAll(Point.in("io.undertow.server.handlers.GracefulShutdownHandler")
                .formOfExtra("a graceful shutdown begins")
                .method("shutdown", "()V")
                .entry("STOPPING", self())
                .points());
        return points;
    }

    /** The port is opened by XNIO, which in WildFly lives in a module that cannot see Undertow. */
    private static Point.In port() {
        return Point.in("org.xnio.XnioWorker")
                .method(
                        "createStreamConnectionServer",
                        "(Ljava/net/SocketAddress;Lorg/xnio/ChannelListener;Lorg/xnio/OptionMap;)"
                                + "Lorg/xnio/channels/AcceptingChannel;")
                .exit("LISTENING", returned());
    }
}
