package dev.gatewayhealth.resource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The directories whose file system must not be full: the service's own, those of its logs, and nginx's if it is on this host. */
final class DiskPlaces {

    private DiskPlaces() {}

    /** Those that exist now; may be slow. */
    static List<DiskPlace> all() {
        List<DiskPlace> places = new ArrayList<>();
        add(places, System.getProperty("java.io.tmpdir"), "");
        add(places, System.getProperty("user.dir"), "");
        add(places, System.getProperty("catalina.base"), "logs");
        // Spring Boot says where it logs in these two.
        add(places, System.getProperty("LOG_PATH"), "");
        add(places, System.getProperty("LOG_FILE"), "");
        add(places, target("/proc/self/fd/1"), "");
        add(places, target("/proc/self/fd/2"), "");
        // Where nginx keeps what does not fit into its buffers, in the packages of Debian and of nginx.org.
        add(places, "/var/lib/nginx", "");
        add(places, "/var/cache/nginx", "");
        return places;
    }

    private static void add(List<DiskPlace> places, @Nullable String path, String below) {
        if (path == null || path.isEmpty()) {
            return;
        }
        Path place = Path.of(path).resolve(below);
        if (Files.isDirectory(place) || Files.isRegularFile(place)) {
            places.add(DiskPlace.own(place));
        }
    }

    /** Where a standard stream goes, if that is a file. */
    private static @Nullable String target(String link) {
        try {
            return Files.readSymbolicLink(Path.of(link)).toString();
        } catch (IOException | UnsupportedOperationException e) {
            return null;
        }
    }
}
