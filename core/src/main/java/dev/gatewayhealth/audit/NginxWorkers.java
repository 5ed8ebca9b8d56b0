package dev.gatewayhealth.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * As whom nginx's workers run: the nginx processes that can be seen, else the {@code user} of the configuration by this machine's
 * {@code /etc/passwd} and {@code /etc/group}. Processes come first, because an nginx that root did not start ignores {@code user}, and
 * one that was not restarted keeps the groups it had.
 */
final class NginxWorkers {

    private static final List<Predicate<Running>> LIKELIEST_FIRST =
            List.of(Running::ours, Running::worker, each -> each.identity().uid() != 0, each -> true);

    private final Path proc;
    private final Path etc;

    NginxWorkers(Path proc, Path etc) {
        this.proc = proc;
        this.etc = etc;
    }

    /**
     * One user with all groups.
     *
     * @param told how to name it
     */
    record Identity(long uid, Set<Long> groups, String told) {}

    /**
     * An nginx process.
     *
     * @param worker whether it calls itself one
     * @param ours whether its master reads the configuration that counts here
     */
    private record Running(Identity identity, boolean worker, boolean ours) {}

    /**
     * Empty where it cannot be told.
     *
     * @param user as the configuration has it, null if it has none
     * @param conf the file of the configuration, by which the gateway is known among several nginx
     */
    List<Identity> identities(@Nullable String user, String conf) {
        List<Identity> running = running(conf);
        if (!running.isEmpty()) {
            return running;
        }
        Identity written = user == null ? null : written(user);
        return written == null ? List.of() : List.of(written);
    }

    /** What {@code /etc/passwd} calls a user; null for nobody it knows. */
    @Nullable
    String name(long uid) {
        for (String[] fields : table("passwd")) {
            if (fields.length > 3 && fields[2].equals(Long.toString(uid))) {
                return fields[0];
            }
        }
        return null;
    }

    /**
     * Those that call themselves workers, of the gateway's own master if one is known by its file, else of all nginx on the machine; where
     * none calls itself so, whoever is not root: a master that root started has workers that are not, unless it was told so.
     */
    private List<Identity> running(String conf) {
        List<Running> all = nginxes(conf);
        for (Predicate<Running> likelier : LIKELIEST_FIRST) {
            List<Identity> found =
                    all.stream().filter(likelier).map(Running::identity).toList();
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    private List<Running> nginxes(String conf) {
        List<Running> all = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path process : processes) {
                Identity identity = lines(process.resolve("comm")).contains("nginx") ? of(process) : null;
                if (identity != null) {
                    boolean worker = NginxTitle.of(title(process)).isWorker();
                    all.add(new Running(
                            identity, worker, worker && master(process).reads(conf)));
                }
            }
        } catch (IOException e) {
            return List.of();
        }
        return all;
    }

    private NginxTitle master(Path worker) {
        for (String line : lines(worker.resolve("status"))) {
            if (line.startsWith("PPid:")) {
                return NginxTitle.of(
                        title(proc.resolve(line.substring("PPid:".length()).trim())));
            }
        }
        return NginxTitle.of("");
    }

    private static String title(Path process) {
        List<String> lines = lines(process.resolve("cmdline"));
        return lines.isEmpty() ? "" : lines.get(0);
    }

    private @Nullable Identity of(Path process) {
        long uid = -1;
        Set<Long> groups = new HashSet<>();
        for (String line : lines(process.resolve("status"))) {
            String[] words = line.split("\\s+");
            // The second number is the effective one.
            if (line.startsWith("Uid:") && words.length > 2) {
                uid = Long.parseLong(words[2]);
            } else if (line.startsWith("Gid:") && words.length > 2) {
                groups.add(Long.parseLong(words[2]));
            } else if (line.startsWith("Groups:")) {
                for (int i = 1; i < words.length; i++) {
                    groups.add(Long.parseLong(words[i]));
                }
            }
        }
        String name = uid < 0 ? null : name(uid);
        return uid < 0
                ? null
                : new Identity(uid, groups, "user " + (name == null ? Long.toString(uid) : name) + ", running");
    }

    /** {@code user name [group];} with the groups that list the name. */
    private @Nullable Identity written(String user) {
        String[] words = user.split("\\s+");
        for (String[] fields : table("passwd")) {
            if (fields.length > 3 && fields[0].equals(words[0])) {
                String main = words.length > 1 ? words[1] : "";
                return new Identity(Long.parseLong(fields[2]), groups(words[0], main, fields[3]), "user " + words[0]);
            }
        }
        return null;
    }

    private Set<Long> groups(String user, String main, String primary) {
        Set<Long> groups = new HashSet<>();
        boolean found = main.isEmpty();
        for (String[] fields : table("group")) {
            boolean member = fields.length > 3 && List.of(fields[3].split(",")).contains(user);
            boolean is = fields.length > 2 && fields[0].equals(main);
            if (member || is) {
                groups.add(Long.parseLong(fields[2]));
                found |= is;
            }
        }
        if (main.isEmpty() || !found) {
            groups.add(Long.parseLong(primary));
        }
        return groups;
    }

    private List<String[]> table(String name) {
        List<String[]> rows = new ArrayList<>();
        for (String line : lines(etc.resolve(name))) {
            String[] fields = line.split(":", -1);
            if (fields.length > 2 && fields[2].matches("\\d+")) {
                rows.add(fields);
            }
        }
        return rows;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return List.of();
        }
    }
}
