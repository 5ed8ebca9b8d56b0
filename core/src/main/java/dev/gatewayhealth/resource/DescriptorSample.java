package dev.gatewayhealth.resource;

import dev.gatewayhealth.exchange.Ticker;
import dev.gatewayhealth.proc.OtherEnds;
import dev.gatewayhealth.proc.SocketTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks some of the descriptors what they are, while they are running out. The kernel gives out the lowest number that is free, so every
 * so many numbers one is a fair sample; to ask for one takes no descriptor, to list them would. For use by one thread.
 */
final class DescriptorSample {

    private static final int MOST = 1024;
    private static final int TOLD = 3;
    private static final String SOCKET = "socket:[";

    /** Looks are so far apart, or as far as keeps them at a thousandth of a core. */
    private static final long EVERY = TimeUnit.SECONDS.toNanos(10);

    private static final int SHARE = 1000;

    private final Path directory;
    private final @Nullable SocketTable table;
    private final Ticker ticker;
    private OpenDescriptors last = OpenDescriptors.UNKNOWN;
    private boolean looked;
    private long nextNanos;

    /** @param directory {@code /proc/self/fd} */
    DescriptorSample(Path directory, @Nullable SocketTable table, Ticker ticker) {
        this.directory = directory;
        this.table = table;
        this.ticker = ticker;
    }

    /** What they are as of a while ago; {@link OpenDescriptors#UNKNOWN} where nobody tells. */
    OpenDescriptors look(double used) {
        long start = ticker.nanos();
        if (!looked || start - nextNanos >= 0) {
            looked = true;
            last = sample((int) Math.min(used, 1 << 24));
            long end = ticker.nanos();
            nextNanos = end + Math.max(EVERY, (end - start) * SHARE);
        }
        return last;
    }

    private OpenDescriptors sample(int used) {
        // Twice as many numbers as are in use: those between were closed.
        int step = Math.max(1, 2 * used / MOST);
        Found found = new Found();
        for (int number = 0; number < 2 * used + step; number += step) {
            // Not at equal distances: what is opened in turns, a socket and a file, would show as one of them only.
            String target = target(number + ((number * 0x9e3779b9) >>> 8) % step);
            if (target != null) {
                found.add(target);
            }
        }
        return found.asked == 0 ? OpenDescriptors.UNKNOWN : found.told(used, table);
    }

    private @Nullable String target(int number) {
        try {
            return Files.readSymbolicLink(directory.resolve(Integer.toString(number)))
                    .toString();
        } catch (IOException | RuntimeException e) {
            // Not in use.
            return null;
        }
    }

    /** What the sample consists of. */
    private static final class Found {

        private final Map<String, Integer> kinds = new LinkedHashMap<>();
        private final Map<String, Integer> directories = new HashMap<>();
        private long[] inodes = new long[64];
        private int sockets;
        private int asked;

        void add(String target) {
            asked++;
            kinds.merge(kind(target), 1, Integer::sum);
            if (target.startsWith(SOCKET)) {
                if (sockets == inodes.length) {
                    inodes = Arrays.copyOf(inodes, 2 * sockets);
                }
                inodes[sockets++] = Long.parseLong(target, SOCKET.length(), target.length() - 1, 10);
            } else if (kind(target).equals(OpenDescriptors.FILES)) {
                directories.merge(target.substring(0, Math.max(1, target.lastIndexOf('/'))), 1, Integer::sum);
            }
        }

        private static String kind(String target) {
            if (target.startsWith(SOCKET)) {
                return OpenDescriptors.SOCKETS;
            }
            if (target.startsWith("pipe:[")) {
                return OpenDescriptors.PIPES;
            }
            return target.startsWith("/") ? OpenDescriptors.FILES : OpenDescriptors.OTHERS;
        }

        OpenDescriptors told(int used, @Nullable SocketTable table) {
            double scale = Math.max(1, used / (double) asked);
            return new OpenDescriptors(
                    scaled(kinds, kinds.size(), scale), peers(table, scale), scaled(directories, TOLD, scale));
        }

        private List<OtherEnds.Peer> peers(@Nullable SocketTable table, double scale) {
            long[] sorted = Arrays.copyOf(inodes, sockets);
            Arrays.sort(sorted);
            OtherEnds ends = new OtherEnds(sorted);
            if (table == null || sockets == 0 || !table.count(ends)) {
                return List.of();
            }
            List<OtherEnds.Peer> peers = new ArrayList<>();
            for (OtherEnds.Peer each : ends.most(TOLD)) {
                peers.add(
                        new OtherEnds.Peer(each.peer(), times(each.sockets(), scale), times(each.closeWait(), scale)));
            }
            return peers;
        }

        private static Map<String, Integer> scaled(Map<String, Integer> counts, int most, double scale) {
            List<Map.Entry<String, Integer>> sorted = new ArrayList<>(counts.entrySet());
            sorted.sort(Map.Entry.<String, Integer>comparingByValue().reversed());
            Map<String, Integer> scaled = new LinkedHashMap<>();
            for (Map.Entry<String, Integer> each : sorted.subList(0, Math.min(most, sorted.size()))) {
                scaled.put(each.getKey(), times(each.getValue(), scale));
            }
            return scaled;
        }

        private static int times(int count, double scale) {
            return (int) Math.round(count * scale);
        }
    }
}
