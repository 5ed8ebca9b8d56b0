package dev.gatewayhealth.proc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where one controller keeps the files of this process's control group: its own directory first, then those above it, each of which
 * may have a limit of its own ({@code cgroups(7)}). In a container the directories above are hidden, and the own one is the root.
 *
 * @param directories none where there is no such controller
 * @param unified whether it is version 2
 */
public record Cgroup(List<Path> directories, boolean unified) {

    private static final Cgroup NONE = new Cgroup(List.of(), false);

    /**
     * Keeps a copy of the collection.
     *
     * @param directories copied
     * @param unified see {@link #unified()}
     */
    public Cgroup {
        directories = List.copyOf(directories);
    }

    /**
     * {@return where its files are at this moment} A process may be moved, seldom.
     *
     * @param controller for example {@code memory}, as {@code /proc/self/cgroup} names it
     */
    public static Cgroup of(String controller) {
        return of(Path.of("/proc"), controller);
    }

    /**
     * {@return the same with another root of the proc file system} For tests.
     *
     * @param proc the root of the proc file system
     * @param controller for example {@code memory}
     */
    public static Cgroup of(Path proc, String controller) {
        try {
            List<String> groups = Files.readAllLines(proc.resolve("self/cgroup"));
            List<String> mounts = Files.readAllLines(proc.resolve("self/mountinfo"));
            String first = path(groups, controller);
            Cgroup own = first == null ? NONE : under(mounts, controller, first);
            String second = path(groups, null);
            return own.directories.isEmpty() && second != null ? under(mounts, null, second) : own;
        } catch (IOException e) {
            return NONE;
        }
    }

    /** The group of a controller of version 1, or of version 2 where none is named: {@code id:controllers:path}. */
    private static @Nullable String path(List<String> groups, @Nullable String controller) {
        for (String line : groups) {
            int first = line.indexOf(':');
            int second = line.indexOf(':', first + 1);
            if (first < 0 || second < 0) {
                continue;
            }
            String controllers = line.substring(first + 1, second);
            if (controller == null
                    ? controllers.isEmpty()
                    : ("," + controllers + ",").contains("," + controller + ",")) {
                return line.substring(second + 1);
            }
        }
        return null;
    }

    /** {@code id parent device root mount-point options … - type source super-options}, see {@code proc_pid_mountinfo(5)}. */
    private static Cgroup under(List<String> mounts, @Nullable String controller, String path) {
        for (String line : mounts) {
            int dash = line.indexOf(" - ");
            String[] fields = line.split(" ", 6);
            String[] kind = dash < 0 ? new String[0] : line.substring(dash + 3).split(" ", 3);
            if (fields.length < 5 || kind.length < 3) {
                continue;
            }
            boolean wanted = controller == null
                    ? kind[0].equals("cgroup2")
                    : kind[0].equals("cgroup") && ("," + kind[2] + ",").contains("," + controller + ",");
            if (wanted) {
                return new Cgroup(upwards(Path.of(fields[4]), fields[3], path), controller == null);
            }
        }
        return NONE;
    }

    private static List<Path> upwards(Path mount, String root, String path) {
        String below = root.equals("/") ? path : path.startsWith(root) ? path.substring(root.length()) : "";
        Path own = mount.resolve(below.startsWith("/") ? below.substring(1) : below)
                .normalize();
        if (!own.startsWith(mount) || !Files.isDirectory(own)) {
            own = mount;
        }
        List<Path> directories = new ArrayList<>();
        for (Path at = own; at != null && at.startsWith(mount); at = at.getParent()) {
            directories.add(at);
        }
        return directories;
    }
}
