package dev.gatewayhealth.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who may write to a file, by the modes of the file and of every directory above it (path_resolution(7)). Access control lists are
 * not seen.
 *
 * @param bits the permissions, {@code 0660} in octal
 * @param above the directories on the way, from the root down
 */
record FileAccess(Path path, long uid, long gid, int bits, List<FileAccess> above) {

    private static final int WRITE = 2;
    private static final int ENTER = 1;

    /** Null where it, or a directory above it, cannot be looked at. */
    static @Nullable FileAccess of(Path path) {
        Path absolute = path.toAbsolutePath();
        List<FileAccess> above = new ArrayList<>();
        for (Path at = absolute.getParent(); at != null; at = at.getParent()) {
            FileAccess directory = alone(at);
            if (directory == null) {
                return null;
            }
            above.add(0, directory);
        }
        FileAccess file = alone(absolute);
        return file == null ? null : new FileAccess(absolute, file.uid, file.gid, file.bits, above);
    }

    /** What keeps that identity from writing to it, as the end of a sentence; null for nothing. */
    @Nullable
    String obstacle(NginxWorkers.Identity identity) {
        for (FileAccess directory : above) {
            if (!directory.allows(identity, ENTER)) {
                return "may not enter the directory " + directory.path + " (mode " + directory.mode() + ")";
            }
        }
        return allows(identity, WRITE) ? null : "may not write to the socket " + path + " (mode " + mode() + ")";
    }

    String mode() {
        return "0" + Integer.toOctalString(bits);
    }

    private boolean allows(NginxWorkers.Identity identity, int what) {
        if (identity.uid() == 0) {
            return true;
        }
        int shift = identity.uid() == uid ? 6 : identity.groups().contains(gid) ? 3 : 0;
        return (bits >> shift & what) != 0;
    }

    private static @Nullable FileAccess alone(Path path) {
        try {
            Map<String, Object> read = Files.readAttributes(path, "unix:uid,gid,mode");
            if (read.get("uid") instanceof Integer uid
                    && read.get("gid") instanceof Integer gid
                    && read.get("mode") instanceof Integer mode) {
                return new FileAccess(path, uid, gid, mode & 07777, List.of());
            }
            return null;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return null;
        }
    }
}
