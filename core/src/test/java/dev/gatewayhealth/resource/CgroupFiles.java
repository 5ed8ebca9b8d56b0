package dev.gatewayhealth.resource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A proc file system and the control groups it speaks of, as files below a directory. */
final class CgroupFiles {

    private final Path root;

    CgroupFiles(Path root) {
        this.root = root;
    }

    /** Version 2, this process in that group. */
    CgroupFiles unified(String group) {
        return mounted("0::" + group, "cgroup2 cgroup2 rw");
    }

    /** Version 1, this process in that group of that controller. */
    CgroupFiles of(String controller, String group) {
        return mounted("4:cpuacct," + controller + ":" + group + "\n0::/", "cgroup cgroup rw," + controller);
    }

    Path proc() {
        return root.resolve("proc");
    }

    CgroupFiles file(String path, String text) {
        return write(root.resolve("cgroup" + path), text);
    }

    private CgroupFiles mounted(String groups, String type) {
        write(proc().resolve("self/cgroup"), groups + "\n");
        return write(
                proc().resolve("self/mountinfo"),
                "22 1 0:4 / /proc rw - proc proc rw\n31 23 0:28 / " + root.resolve("cgroup") + " rw,relatime - " + type
                        + "\n");
    }

    private CgroupFiles write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
