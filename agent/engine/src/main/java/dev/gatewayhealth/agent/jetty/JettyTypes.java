package dev.gatewayhealth.agent.jetty;

import dev.gatewayhealth.agent.server.Copy;
import dev.gatewayhealth.agent.server.Reach;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** The types of one Jetty, found through the class loader it lives in. */
final class JettyTypes {

    /** What the names of its classes begin with. */
    static final String ROOT = "org.eclipse.jetty.";

    /** Whether it is 12 or later, where the core runs requests. */
    final boolean core;

    final Reach method;
    final Reach path;
    final Reach authority;
    final Reach version;
    final Reach versionName;
    final Reach contentLength;
    private final Reach request;
    private final Reach metaData;
    private final Reach uri;
    private final Reach fields;
    private final Method header;
    private final Reach sendState;
    private final RequestBody body;

    /** @param channel what runs requests there, or a class made from it */
    JettyTypes(Class<?> channel) throws ReflectiveOperationException {
        core = Copy.named(channel, CorePoints.CHANNEL) != null;
        Class<?> type = core ? Copy.named(channel, CorePoints.CHANNEL) : Copy.named(channel, ChannelPoints.CHANNEL);
        if (type == null) {
            throw new ClassNotFoundException(channel + " runs no requests");
        }
        Copy jetty = Copy.of(type, ROOT);
        request = core ? Reach.field(type, "_request") : Reach.method(type, "getRequest");
        Class<?> its = jetty.type(core ? CorePoints.CHANNEL + "$ChannelRequest" : "org.eclipse.jetty.server.Request");
        metaData = core ? Reach.field(its, "_metaData") : Reach.method(its, "getMetaData");
        sendState = Reach.field(type, core ? "_streamSendState" : "none");
        Class<?> data = jetty.type("org.eclipse.jetty.http.MetaData$Request");
        method = Reach.method(data, "getMethod");
        version = Reach.method(data, "getHttpVersion");
        versionName = Reach.method(jetty.type("org.eclipse.jetty.http.HttpVersion"), "asString");
        contentLength = Reach.method(data, "getContentLength");
        fields = Reach.method(data, core ? "getHttpFields" : "getFields");
        header = jetty.type("org.eclipse.jetty.http.HttpFields").getMethod("get", String.class);
        uri = Reach.method(data, core ? "getHttpURI" : "getURI");
        Class<?> address = jetty.type("org.eclipse.jetty.http.HttpURI");
        path = Reach.method(address, "getPath");
        authority = Reach.method(address, "getAuthority");
        body = new RequestBody(type, core);
    }

    /** What Jetty knows of the request a channel runs; null once it is over. */
    @Nullable
    Object data(Object channel) {
        Object running = request.of(channel);
        return running == null ? null : metaData.of(running);
    }

    @Nullable
    Object uri(Object channel) {
        Object data = data(channel);
        return data == null ? null : uri.of(data);
    }

    /** The first value of a header, by a name in any case. */
    @Nullable
    String header(Object channel, String name) {
        Object data = data(channel);
        Object its = data == null ? null : fields.of(data);
        try {
            return its == null ? null : (String) header.invoke(its, name);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How much of a request body has come over its HTTP/1 connection, or -1 if that cannot be told. */
    long received(Object channel) {
        return body.received(channel);
    }

    /** Whether the last byte of the response was written, as far as the channel itself says; it does from 12 on. */
    boolean sentAll(Object channel) {
        return core
                && sendState.of(channel) instanceof Enum<?> state
                && state.name().equals("LAST_COMPLETE");
    }
}
