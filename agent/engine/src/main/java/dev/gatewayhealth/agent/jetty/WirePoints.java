package dev.gatewayhealth.agent.jetty;

import static dev.gatewayhealth.agent.weave.Value.argument;
import static dev.gatewayhealth.agent.weave.Value.self;
import static dev.gatewayhealth.agent.weave.Value.thrown;

import dev.gatewayhealth.agent.weave.Point;
import dev.gatewayhealth.agent.weave.Point.LaneOf;
import dev.gatewayhealth.agent.weave.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * The part of Jetty below any HTTP, the same in all its versions: the listener and the writes. A write that does not fit into the kernel's
 * buffer blocks no thread here; it waits in the end point until the other end has read enough.
 */
final class WirePoints {

    static final String END_POINT = "org.eclipse.jetty.io.AbstractEndPoint";

    /** Carries the lane of a connection only once that serves another protocol. */
    static final String FILL_INTEREST = "org.eclipse.jetty.io.FillInterest";

    private static final String FLUSHER = "org.eclipse.jetty.io.WriteFlusher";
    private static final String BUFFERS = "[Ljava/nio/ByteBuffer;";
    private static final String AN_END_POINT = "Lorg/eclipse/jetty/io/EndPoint;";

    private WirePoints() {}

    static List<Point> all() {
        List<Point> points = new ArrayList<>(listener().points());
        points.addAll(stopping());
        points.addAll(writing().points());
        points.addAll(tunnel());
        for (String type :
                List.of("org.eclipse.jetty.io.ChannelEndPoint", "org.eclipse.jetty.io.SelectableChannelEndPoint")) {
            points.addAll(waiting(Point.in(type).formOf("a write that waits")).points());
        }
        for (String type : List.of(
                "org.eclipse.jetty.io.ssl.SslConnection$DecryptedEndPoint",
                "org.eclipse.jetty.io.ssl.SslConnection$SslEndPoint")) {
            points.addAll(waiting(Point.in(type).formOfExtra("a write that waits, over TLS"))
                    .points());
        }
        return points;
    }

    /** The lane of an HTTP/1 connection, from the moment it is open; HTTP/2 leaves its end point without one. */
    static Point.In bound(Point.In onOpen, Value endPoint, Value lane) {
        return onOpen.shareFirst(new LaneOf(endPoint.cast(END_POINT), END_POINT), lane);
    }

    /** The port is bound and its acceptors are not running yet, so whatever is accepted finds the monitor there. */
    private static Point.In listener() {
        return Point.in("org.eclipse.jetty.server.AbstractConnector")
                .method("doStart", "()V")
                .entry("LISTENING", self());
    }

    /** Before a connector closes its port, be it with its server, be it for Spring's graceful shutdown. */
    private static List<Point> stopping() {
        List<Point> points = new ArrayList<>(Point.in("org.eclipse.jetty.server.Server")
                .method("doStop", "()V")
                .entry("STOPPING", self())
                .points());
        // What it returns has changed with 10.
        for (String returned : List.of("Future", "CompletableFuture")) {
            points.addAll(Point.in("org.eclipse.jetty.server.AbstractNetworkConnector")
                    .formOf("a connector is shut down")
                    .method("shutdown", "()Ljava/util/concurrent/" + returned + ";")
                    .entry("STOPPING", self())
                    .points());
        }
        return points;
    }

    private static Point.In writing() {
        Value lane =
                self().field(FLUSHER, "_endPoint", AN_END_POINT).cast(END_POINT).lane(END_POINT);
        return Point.in(FLUSHER)
                .method("onFail", "(Ljava/lang/Throwable;)Z")
                .entry("STUCK", lane, argument(0))
                .formOf("a write")
                .method("flush", "(" + BUFFERS + ")" + BUFFERS)
                .entry("FLUSHING", lane, argument(0))
                .exit("WROTE", lane, thrown())
                .method("flush", "(Ljava/net/SocketAddress;" + BUFFERS + ")" + BUFFERS)
                .entry("FLUSHING", lane, argument(1))
                .exit("WROTE", lane, thrown());
    }

    /** That something can be read, and that nothing ever will be again. */
    private static List<Point> tunnel() {
        List<Point> points = new ArrayList<>(Point.in(FILL_INTEREST)
                .method("fillable", "()Z")
                .entry("READ", self().lane(FILL_INTEREST))
                .points());
        points.addAll(Point.in(END_POINT)
                .method("doOnClose", "(Ljava/lang/Throwable;)V")
                .entry(
                        "ENDED",
                        self().field(END_POINT, "_fillInterest", "Lorg/eclipse/jetty/io/FillInterest;")
                                .lane(FILL_INTEREST))
                .points());
        return points;
    }

    private static Point.In waiting(Point.In endPoint) {
        return endPoint.method("onIncompleteFlush", "()V").entry("WRITING", self().lane(END_POINT));
    }
}
