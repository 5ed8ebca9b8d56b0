package dev.gatewayhealth.audit;

import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.contract.Sourced;
import dev.gatewayhealth.finding.Code;
import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.finding.Remedy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * nginx's workers may not write to a unix socket of the service, or not enter a directory on the way to it. What is looked at again is
 * only whose it is and who may; who nginx's workers are is asked when that has changed, and now and then.
 */
final class SocketPermissions {

    /** Looks until the workers are asked for again. */
    private static final int ASK_EVERY = 15;

    private final NginxWorkers workers;
    private String stamp = "";
    private int looks;
    private List<Noticed> noticed = List.of();

    SocketPermissions(NginxWorkers workers) {
        this.workers = workers;
    }

    /**
     * Looks once.
     *
     * @param sockets of ours that a location proxies to
     * @param user whom the configuration has the workers run as
     * @param conf the file of the configuration
     */
    List<Noticed> look(List<Listening> sockets, Sourced<String> user, String conf) {
        if (sockets.isEmpty()) {
            return List.of();
        }
        List<FileAccess> way = new ArrayList<>();
        StringBuilder now = new StringBuilder(user.toString());
        for (Listening socket : sockets) {
            String path = socket.unixPath();
            FileAccess access = path == null ? null : FileAccess.of(Path.of(path));
            if (access != null) {
                way.add(access);
                now.append(access);
            }
        }
        if (!now.toString().equals(stamp) || looks++ >= ASK_EVERY) {
            stamp = now.toString();
            looks = 0;
            noticed = judge(way, user, conf);
        }
        return noticed;
    }

    private List<Noticed> judge(List<FileAccess> sockets, Sourced<String> user, String conf) {
        List<NginxWorkers.Identity> identities = workers.identities(user.value(), conf);
        List<Noticed> found = new ArrayList<>();
        for (FileAccess socket : sockets) {
            String obstacle = null;
            for (NginxWorkers.Identity identity : identities) {
                obstacle = socket.obstacle(identity);
                if (obstacle == null) {
                    break;
                }
            }
            if (obstacle != null) {
                found.add(noticed(socket, obstacle, identities.get(0), user));
            }
        }
        return List.copyOf(found);
    }

    private Noticed noticed(FileAccess socket, String obstacle, NginxWorkers.Identity identity, Sourced<String> user) {
        String path = socket.path().toString();
        @Nullable String owner = workers.name(socket.uid());
        Noticed.Builder notice = Noticed.of(Code.SOCKET_PERMISSIONS, "unix:" + path)
                .message("nginx's workers (" + identity.told() + ") " + obstacle
                        + ": every request over this socket is a 502")
                .gateway(
                        502,
                        "connect() to unix:" + path + " failed (13: Permission denied) while connecting to upstream")
                .evidence("path", path)
                .evidence("mode", socket.mode())
                .evidence("uid", socket.uid())
                .evidence("gid", socket.gid())
                .evidence("workerUid", identity.uid())
                .evidence("user", user.value())
                .evidence("userSource", user.source());
        if (owner != null) {
            notice.remedy(Remedy.nginx("user " + owner + ";"));
        }
        return notice.remedy(
                        Remedy.service("unixDomainSocketPathPermissions=\"rw-rw-rw-\" on the Connector in server.xml"
                                + " (Tomcat), in a directory that only nginx and the service may enter"))
                .remedy(Remedy.host("chmod 666 " + path + ", or make nginx's user a member of the socket's group"))
                .build();
    }
}
