package dev.gatewayhealth.audit;

import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** What the file of a unix socket says to a connection; asked only where the kernel does not tell that somebody listens. */
enum OldSocket {
    /** Somebody accepts it, in another namespace. */
    TAKES,
    /** Nobody does any more. */
    REFUSES,
    /** We may not ask, or nobody has room for it now. */
    UNTOLD;

    /** Connects and leaves; never waits. */
    static OldSocket ask(Path file) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.configureBlocking(false);
            return channel.connect(UnixDomainSocketAddress.of(file)) ? TAKES : UNTOLD;
        } catch (ConnectException e) {
            return REFUSES;
        } catch (IOException | RuntimeException e) {
            return UNTOLD;
        }
    }
}
