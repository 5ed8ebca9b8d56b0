package dev.gatewayhealth.agent.undertow;

import dev.gatewayhealth.agent.server.Copy;
import dev.gatewayhealth.agent.server.Reach;
import java.nio.channels.Channel;
import org.jspecify.annotations.Nullable;

/** Finds the JDK's channel under a connection of Undertow, through TLS if need be; where HTTP/2 stands between them, it is shared. */
final class UndertowSocket {

    private final Class<?> connectionType;
    private final Reach stream;

    /** Of Undertow's own connection over TLS, by its class. */
    private final ClassValue<Reach> encrypted = field("delegate");

    /** Of XNIO's connection, by its class. */
    private final ClassValue<Reach> conduit = field("conduit");

    /** Of that conduit. */
    private final ClassValue<Reach> channel = field("socketChannel");

    UndertowSocket(Copy undertow) throws ReflectiveOperationException {
        connectionType = undertow.type("io.undertow.server.AbstractServerConnection");
        stream = Reach.method(connectionType, "getChannel");
    }

    /** Null where something else is there. */
    @Nullable
    Channel of(Object connection) {
        Object its = conduit(connection);
        return its != null && read(channel, its) instanceof Channel socket ? socket : null;
    }

    /** What XNIO reads and writes the socket by; null where something else is between. */
    @Nullable
    Object conduit(Object connection) {
        Object under = connectionType.isInstance(connection) ? stream.of(connection) : null;
        if (under == null) {
            return null;
        }
        Object carrying = read(encrypted, under);
        return read(conduit, carrying == null ? under : carrying);
    }

    private static @Nullable Object read(ClassValue<Reach> field, Object target) {
        Reach reach = field.get(target.getClass());
        return reach.exists() ? reach.of(target) : null;
    }

    private static ClassValue<Reach> field(String name) {
        return new ClassValue<>() {
            @Override
            protected Reach computeValue(Class<?> type) {
                return Reach.field(type, name);
            }
        };
    }
}
