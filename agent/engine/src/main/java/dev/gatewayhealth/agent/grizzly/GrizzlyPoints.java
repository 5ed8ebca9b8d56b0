package dev.gatewayhealth.agent.grizzly;

import static dev.gatewayhealth.agent.weave.Value.argument;
import static dev.gatewayhealth.agent.weave.Value.longNumber;
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
 * Where Grizzly is hooked. Its request objects are used again, and one request passes several handlers, so each use gets a lane of its
 * own, which knows whether its exchange has begun. The connection carries the same lane, so that what happens on the wire is seen where
 * it happens; over HTTP/2 that is the lane of the latest request.
 */
public final class GrizzlyPoints {

    static final String REQUEST = "org.glassfish.grizzly.http.server.Request";

    private static final String A_REQUEST = "Lorg/glassfish/grizzly/http/server/Request;";
    private static final String RESPONSE = "org.glassfish.grizzly.http.server.Response";
    private static final String A_RESPONSE = "Lorg/glassfish/grizzly/http/server/Response;";
    private static final String CONTEXT = "org.glassfish.grizzly.filterchain.FilterChainContext";
    private static final String A_CONTEXT = "Lorg/glassfish/grizzly/filterchain/FilterChainContext;";
    private static final String A_CONNECTION = "Lorg/glassfish/grizzly/Connection;";
    private static final String CONNECTION = "org.glassfish.grizzly.nio.NIOConnection";
    private static final String STATUS = "org.glassfish.grizzly.http.server.SuspendStatus";
    private static final String FILTER = "org.glassfish.grizzly.http.server.HttpServerFilter";

    private GrizzlyPoints() {}

    /** {@return all that is woven of it} */
    public static Instrumented all() {
        List<Point> points = new ArrayList<>();
        points.addAll(request().points());
        points.addAll(handler("org.glassfish.grizzly.http.server.HttpHandler").points());
        points.addAll(
                handler("org.glassfish.grizzly.http.server.HttpHandlerChain").points());
        points.addAll(running().points());
        points.addAll(ran().points());
        points.addAll(end().points());
        points.addAll(header().points());
        points.addAll(reading().points());
        points.addAll(writing().points());
        points.addAll(stillWriting().points());
        points.addAll(delivered().points());
        points.addAll(closing().points());
        points.addAll(tunnel().points());
        points.addAll(port().points());
        return new Instrumented("Grizzly", points, Set.of(REQUEST, CONNECTION, STATUS));
    }

    private static Point.In request() {
        Value connection = argument(1).call(CONTEXT, "getConnection", "()" + A_CONNECTION);
        return Point.in(REQUEST)
                .method(
                        "initialize",
                        "(Lorg/glassfish/grizzly/http/HttpRequestPacket;" + A_CONTEXT + "L" + FILTER.replace('.', '/')
                                + ";)V")
                // The lane it had was of another request; what is no lane gets a new one.
                .exitInto(new LaneOf(self(), REQUEST), "LANE", self(), self(), connection)
                .share(new LaneOf(connection.cast(CONNECTION), CONNECTION), self().lane(REQUEST));
    }

    /** The first handler is a chain or the only one; the chain hands on to another. */
    private static Point.In handler(String type) {
        Value lane = argument(0).lane(REQUEST);
        String packet = "org.glassfish.grizzly.http.HttpRequestPacket";
        String target = "org.glassfish.grizzly.http.util.RequestURIRef";
        String text = "org.glassfish.grizzly.http.util.DataChunk";
        Value pathLength = argument(0)
                .call(REQUEST, "getRequest", "()L" + packet.replace('.', '/') + ";")
                .call(packet, "getRequestURIRef", "()L" + target.replace('.', '/') + ";")
                .call(target, "getOriginalRequestURIBC", "()L" + text.replace('.', '/') + ";")
                .call(text, "getLength", "()I");
        return Point.in(type)
                .method("doHandle", "(" + A_REQUEST + A_RESPONSE + ")Z")
                .entry("ANSWER", lane, argument(0), pathLength)
                .entry("ENTERED", lane, longNumber(-1));
    }

    /** Called by the thread that is about to run the application, be it a worker or one of an executor. */
    private static Point.In running() {
        Value lane = self().call(RESPONSE, "getRequest", "()" + A_REQUEST).lane(REQUEST);
        return Point.in(RESPONSE)
                .method("initSuspendStatus", "()L" + STATUS.replace('.', '/') + ";")
                .entry("RESUMED", lane)
                .share(new LaneOf(returned().cast(STATUS), STATUS), lane);
    }

    /** Called by the same thread when the application has returned, its request suspended or not. */
    private static Point.In ran() {
        return Point.in(STATUS).method("getAndInvalidate", "()Z").entry("PARKED", self().lane(STATUS), number(0));
    }

    /** Finishes the response, and then forgets the request. */
    private static Point.In end() {
        Value lane = argument(2).lane(REQUEST);
        return Point.in(FILTER)
                .method(
                        "afterService",
                        "(" + A_CONTEXT + A_CONNECTION + A_REQUEST + A_RESPONSE
                                + ")Lorg/glassfish/grizzly/filterchain/NextAction;")
                .exit("OVER", lane, thrown())
                .exit("ENDED", lane);
    }

    /** An interim response comes by here too. */
    private static Point.In header() {
        String buffer = "org.glassfish.grizzly.Buffer";
        return Point.in("org.glassfish.grizzly.http.HttpProbeNotifier")
                .method(
                        "notifyHeaderSerialize",
                        "(Lorg/glassfish/grizzly/http/HttpCodecFilter;" + A_CONNECTION
                                + "Lorg/glassfish/grizzly/http/HttpHeader;Lorg/glassfish/grizzly/Buffer;)V")
                .entry(
                        "FLUSHING",
                        argument(1).cast(CONNECTION).lane(CONNECTION),
                        argument(3).callInterface(buffer, "toByteBuffer", "()Ljava/nio/ByteBuffer;"));
    }

    private static Point.In reading() {
        String input = "org.glassfish.grizzly.http.io.InputBuffer";
        Value lane = self().field(input, "ctx", A_CONTEXT)
                .call(CONTEXT, "getConnection", "()" + A_CONNECTION)
                .cast(CONNECTION)
                .lane(CONNECTION);
        return Point.in(input)
                .method("blockingRead", "()Lorg/glassfish/grizzly/http/HttpContent;")
                .entry("READING", lane)
                .exit("READ", lane);
    }

    /** Whoever writes first tries at once; what the socket does not take waits until it will. */
    private static Point.In writing() {
        String connection = "Lorg/glassfish/grizzly/nio/NIOConnection;";
        Value lane = argument(0).lane(CONNECTION);
        return Point.in("org.glassfish.grizzly.nio.transport.TCPNIOAsyncQueueWriter")
                .method(
                        "write0",
                        "(" + connection + "Lorg/glassfish/grizzly/asyncqueue/AsyncWriteQueueRecord;)"
                                + "Lorg/glassfish/grizzly/asyncqueue/RecordWriteResult;")
                .entry("WRITING", lane)
                .exit("WROTE", lane, thrown())
                .method("onReadyToWrite", "(" + connection + ")V")
                .entry("WRITING", lane);
    }

    /** What waits goes on waiting, or fails because the connection is closed, which its writer may only learn later. */
    private static Point.In stillWriting() {
        String queued = "org.glassfish.grizzly.asyncqueue.AsyncQueueRecord";
        Value lane = self().field(queued, "connection", A_CONNECTION)
                .cast(CONNECTION)
                .lane(CONNECTION);
        return Point.in(queued)
                .method("notifyIncomplete", "()V")
                .entry("WRITING", lane)
                .method("notifyFailure", "(Ljava/lang/Throwable;)V")
                .entry("STUCK", lane, argument(0));
    }

    /** Nothing more is added to a response. Its last bytes are written now, and a connection that is not kept is closed as soon as they are. */
    private static Point.In delivered() {
        String output = "org.glassfish.grizzly.http.io.OutputBuffer";
        return Point.in(output)
                .method("close", "()V")
                .entry(
                        "DELIVERED",
                        self().field(output, "ctx", A_CONTEXT)
                                .call(CONTEXT, "getConnection", "()" + A_CONNECTION)
                                .cast(CONNECTION)
                                .lane(CONNECTION));
    }

    /** The connection is being closed, by whichever side; its socket is still open, and whose doing it is can be asked. */
    private static Point.In closing() {
        return Point.in(CONNECTION)
                .method("terminate0", "(Lorg/glassfish/grizzly/CompletionHandler;Lorg/glassfish/grizzly/CloseReason;)V")
                .entry("CLOSED", self().lane(CONNECTION), self());
    }

    /** What another protocol is served with, once a connection was upgraded, passes nothing but its transport. */
    private static Point.In tunnel() {
        String connection = "org.glassfish.grizzly.nio.transport.TCPNIOConnection";
        return Point.in(connection)
                .formOfExtra("an upgraded connection")
                .method("onRead", "(Lorg/glassfish/grizzly/Buffer;I)V")
                .entry("CAME", self().lane(CONNECTION));
    }

    /** The port is bound, and its pool of threads is there. */
    private static Point.In port() {
        return Point.in("org.glassfish.grizzly.nio.transport.TCPNIOServerConnection")
                .method("listen", "()V")
                .exit("LISTENING", self());
    }
}
