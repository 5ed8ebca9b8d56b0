package dev.gatewayhealth.resource;

import dev.gatewayhealth.contract.GatewayContract;
import dev.gatewayhealth.contract.TempPath;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where nginx keeps what does not fit into its buffers, if that is on this host: as its configuration says, or where packages have it. */
final class GatewayPlaces {

    /** Of Debian, nginx.org, Alpine, and a build from source. */
    private static final List<String> BODIES = List.of(
            "/var/lib/nginx/body",
            "/var/cache/nginx/client_temp",
            "/var/lib/nginx/tmp/client_body",
            "/usr/local/nginx/client_body_temp");

    private static final List<String> ANSWERS = List.of(
            "/var/lib/nginx/proxy",
            "/var/cache/nginx/proxy_temp",
            "/var/lib/nginx/tmp/proxy",
            "/usr/local/nginx/proxy_temp");

    private GatewayPlaces() {}

    static List<DiskPlace> of(GatewayContract contract) {
        List<DiskPlace> places = new ArrayList<>();
        for (TempPath temp : contract.passes().temps()) {
            Path path = path(temp, contract.source());
            if (path != null) {
                places.add(new DiskPlace(
                        path, temp.directive() + ", " + temp.path().source()));
            }
        }
        return places;
    }

    private static @Nullable Path path(TempPath temp, String conf) {
        String written = temp.path().value();
        if (written != null) {
            return existing(written, conf);
        }
        for (String usual : temp.directive().startsWith("client") ? BODIES : ANSWERS) {
            Path path = existing(usual, conf);
            if (path != null) {
                return path;
            }
        }
        return null;
    }

    /** A relative one lies below nginx's prefix, which nearly always is where its main file is. */
    private static @Nullable Path existing(String written, String conf) {
        try {
            Path path = Path.of(conf).resolveSibling(written);
            return Files.isDirectory(path) ? path : null;
        } catch (InvalidPathException e) {
            return null;
        }
    }
}
