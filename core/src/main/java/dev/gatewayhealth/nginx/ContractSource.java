package dev.gatewayhealth.nginx;

import dev.gatewayhealth.contract.GatewayContract;
import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.contract.Overrides;
import dev.gatewayhealth.contract.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The current contract of a configuration that may change. One thread of ours calls {@link #poll}; any thread may ask for the
 * {@link #current} contract.
 */
public final class ContractSource {

    private final Path conf;
    private final boolean named;
    private final @Nullable MapPrefix prefix;
    private final @Nullable String nginxVersion;
    private final Overrides overrides;
    /** Written by the polling thread alone. */
    private volatile GatewayContract current;

    private Collection<Listening> listening;
    /** The tree of the contract in force, and the one whose files are looked after. */
    private NginxConf tree;

    private NginxConf watched;

    /** The last one nginx would have loaded too; null where there was none, so that the best is made of what there is. */
    private @Nullable GatewayContract sound;

    private Map<String, String> stamps;

    /**
     * Reads the configuration once, on the calling thread.
     *
     * @param conf a main file or an {@code nginx -T} dump
     * @param named whether somebody said that this configuration is about this service
     * @param prefix where the gateway's directory is mounted here, null where it is the same
     * @param nginxVersion null where it is unknown, which means the older defaults
     * @param listening the places where this service takes connections
     * @param overrides what was set by hand, above the configuration
     */
    public ContractSource(
            Path conf,
            boolean named,
            @Nullable MapPrefix prefix,
            @Nullable String nginxVersion,
            Collection<Listening> listening,
            Overrides overrides) {
        this.conf = conf;
        this.named = named;
        this.prefix = prefix;
        this.nginxVersion = nginxVersion;
        this.listening = List.copyOf(listening);
        this.overrides = overrides;
        this.tree = NginxConf.read(conf, prefix);
        this.watched = tree;
        this.stamps = stamps(tree);
        this.current = contract(tree);
        this.sound = current.problems().isEmpty() ? current : null;
    }

    /** {@return the contract as of the last poll; any thread} */
    public GatewayContract current() {
        return current;
    }

    /**
     * The service listens elsewhere now, as when a connector is added after the start. Same thread as {@link #poll}.
     *
     * @param now all places where it takes connections from now on
     */
    public void listeningOn(Collection<Listening> now) {
        if (!List.copyOf(now).equals(List.copyOf(listening))) {
            listening = List.copyOf(now);
            List<Problem> problems = current.problems();
            GatewayContract read = contract(tree);
            boolean kept = sound != null && !problems.isEmpty();
            sound = sound == null || !read.problems().isEmpty() ? null : read;
            current = kept ? read.with(problems) : read;
        }
    }

    /**
     * Looks at the files, and reads them again where one has changed. A configuration that can no longer be read, or that nginx
     * would certainly refuse, keeps the last good contract, with the problem beside it: nginx itself goes on with the one before.
     *
     * @return what changed for this service, a line each, empty where nothing did
     */
    public List<String> poll() {
        Map<String, String> now = stamps(watched);
        if (now.equals(stamps)) {
            return List.of();
        }
        NginxConf read = NginxConf.read(conf, prefix);
        GatewayContract before = current;
        GatewayContract after = contract(read);
        boolean refused = !after.problems().isEmpty();
        // Files the broken one names are watched as well: the repair may happen in any of them.
        watched = refused ? watched.watching(read) : read;
        stamps = stamps(watched);
        if (refused && sound != null) {
            current = sound.with(after.problems());
            return before.problems().equals(after.problems())
                    ? List.of()
                    : List.of(after.problems().get(0) + "; the last good contract stays");
        }
        tree = read;
        sound = refused ? null : after;
        current = after;
        return ContractDiff.between(before, current);
    }

    /** A configuration that is merely there, as a package installs it, and proxies nowhere needs no closer look. */
    private GatewayContract contract(NginxConf read) {
        return named || read.proxies()
                ? ContractReader.guarded(conf.toString(), read, nginxVersion, listening, overrides)
                : GatewayContract.assumed(conf.toString(), overrides, List.of());
    }

    /** Time and size of every file, and what every pattern fits now. */
    private static Map<String, String> stamps(NginxConf tree) {
        Map<String, String> stamps = new TreeMap<>();
        for (String file : tree.files()) {
            stamps.put(file, stamp(file));
        }
        for (String pattern : tree.patterns()) {
            stamps.put(pattern, String.join("\n", DiskFiles.expand(pattern)));
        }
        return stamps;
    }

    private static String stamp(String file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(Path.of(file), BasicFileAttributes.class);
            // The key tells a file that was replaced within the clock's grain from the one before.
            return attributes.lastModifiedTime() + " " + attributes.size() + " "
                    + Objects.toString(attributes.fileKey());
        } catch (IOException | InvalidPathException e) {
            return "absent";
        }
    }
}
