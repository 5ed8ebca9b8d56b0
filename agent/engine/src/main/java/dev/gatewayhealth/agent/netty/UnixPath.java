package dev.gatewayhealth.agent.netty;

import dev.gatewayhealth.agent.server.Copy;
import dev.gatewayhealth.agent.server.Reach;
import java.net.UnixDomainSocketAddress;
import org.jspecify.annotations.Nullable;

/** The path of a unix socket, of the JDK's kind or of Netty's own. */
final class UnixPath {

    private UnixPath() {}

    /** Null if it is another kind of address. */
    static @Nullable String of(Object address) {
        if (address instanceof UnixDomainSocketAddress jdk) {
            return jdk.getPath().toString();
        }
        return Copy.is(address.getClass(), "io.netty.channel.unix.DomainSocketAddress")
                ? (String) Reach.method(address.getClass(), "path").of(address)
                : null;
    }
}
