package dev.gatewayhealth.nginx;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A configuration in files, perhaps mounted elsewhere than where nginx has it. */
final class DiskFiles implements ConfFiles {

    /** Nobody writes a larger one by hand, and a whole disk image must not end up in the service's memory. */
    static final long LARGEST = 64L * 1024 * 1024;

    private final Path main;
    private final Path directory;
    private final @Nullable MapPrefix prefix;

    DiskFiles(Path main, @Nullable MapPrefix prefix) {
        this.main = main.toAbsolutePath().normalize();
        Path parent = this.main.getParent();
        this.directory = parent == null ? this.main : parent;
        this.prefix = prefix;
    }

    @Override
    public String main() {
        return main.toString();
    }

    @Override
    public String named(String include) {
        if (!include.startsWith("/")) {
            return directory + "/" + include;
        }
        return prefix == null ? include : prefix.mapped(include);
    }

    @Override
    public String read(String file) throws IOException {
        Path path = path(file);
        if (Files.isDirectory(path)) {
            throw new IOException("is a directory");
        }
        if (Files.size(path) > LARGEST) {
            throw new IOException("larger than " + NginxSize.format(LARGEST) + ", not read");
        }
        return Files.readString(path, StandardCharsets.ISO_8859_1);
    }

    @Override
    public List<String> glob(String pattern) {
        return expand(pattern);
    }

    /** The files a pattern fits, sorted. */
    static List<String> expand(String pattern) {
        String[] segments = pattern.split("/", -1);
        List<String> found = List.of(pattern.startsWith("/") ? "/" : "");
        for (int i = pattern.startsWith("/") ? 1 : 0; i < segments.length; i++) {
            if (!segments[i].isEmpty()) {
                found = expand(found, segments[i]);
            }
        }
        List<String> sorted = new ArrayList<>(found);
        sorted.sort(null);
        return sorted;
    }

    @Override
    public String shown(String file) {
        Path path = path(file);
        String text = path.startsWith(directory)
                ? directory.relativize(path).toString()
                : prefix == null ? file : prefix.unmapped(file);
        return text.replace('\\', '/');
    }

    private static List<String> expand(List<String> directories, String segment) {
        List<String> next = new ArrayList<>();
        for (String directory : directories) {
            String base = directory.isEmpty() || directory.endsWith("/") ? directory : directory + "/";
            if (!Glob.magic(segment)) {
                addIfThere(next, base + segment);
            } else {
                list(next, base, new Glob(segment));
            }
        }
        return next;
    }

    private static void addIfThere(List<String> next, String file) {
        try {
            if (Files.exists(Path.of(file))) {
                next.add(file);
            }
        } catch (InvalidPathException e) {
            // A name no file system can hold belongs to no file.
        }
    }

    private static void list(List<String> next, String base, Glob glob) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(Path.of(base))) {
            for (Path entry : entries) {
                Path name = entry.getFileName();
                if (name != null && glob.matches(name.toString())) {
                    next.add(base + name);
                }
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException | InvalidPathException e) {
            // glob(3) steps over directories it may not read; so does nginx, and the pattern fits nothing there.
        }
    }

    private static Path path(String file) {
        return Path.of(file).toAbsolutePath().normalize();
    }
}
