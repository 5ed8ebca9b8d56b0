package dev.gatewayhealth.resource;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A directory whose file system must not be full.
 *
 * @param directive whose it is in nginx, with where that is written; null of the service's own
 */
record DiskPlace(Path path, @Nullable String directive) {

    static DiskPlace own(Path path) {
        return new DiskPlace(path, null);
    }

    boolean gateways() {
        return directive != null;
    }
}
