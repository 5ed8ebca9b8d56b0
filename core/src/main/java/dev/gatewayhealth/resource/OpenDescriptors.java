package dev.gatewayhealth.resource;

import dev.gatewayhealth.proc.OtherEnds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the open descriptors are, estimated from some of them.
 *
 * @param kinds how many of each kind: {@code sockets}, {@code files}, {@code pipes}, {@code others}
 * @param peers with whom the most TCP sockets are connected
 * @param directories where the most files are, and how many
 */
record OpenDescriptors(Map<String, Integer> kinds, List<OtherEnds.Peer> peers, Map<String, Integer> directories) {

    /** Nothing is known of them. */
    static final OpenDescriptors UNKNOWN = new OpenDescriptors(Map.of(), List.of(), Map.of());

    static final String SOCKETS = "sockets";
    static final String FILES = "files";
    static final String PIPES = "pipes";
    static final String OTHERS = "others";

    OpenDescriptors {
        kinds = new LinkedHashMap<>(kinds);
        peers = List.copyOf(peers);
        directories = new LinkedHashMap<>(directories);
    }

    /** For the finding's evidence. */
    Map<String, Object> evidence() {
        Map<String, Object> evidence = new LinkedHashMap<>();
        if (!kinds.isEmpty()) {
            evidence.put("open", kinds);
            evidence.put("peers", told());
            evidence.put("filesIn", directories);
        }
        return evidence;
    }

    /** A clause on what there is most of; empty where nothing is known. */
    String most() {
        int sockets = kinds.getOrDefault(SOCKETS, 0);
        int files = kinds.getOrDefault(FILES, 0);
        if (sockets + files == 0) {
            return "";
        }
        return sockets >= files
                ? ", about " + sockets + " of them sockets" + peer()
                : ", about " + files + " of them files" + directory();
    }

    /** What to close, as far as one can tell from outside the code. */
    String remedy() {
        OtherEnds.Peer first = peers.isEmpty() ? null : peers.get(0);
        int sockets = kinds.getOrDefault(SOCKETS, 0);
        if (first != null && sockets >= kinds.getOrDefault(FILES, 0) && 2 * first.closeWait() >= first.sockets()) {
            return "close the connections to " + first.peer() + " when their answer is read or has failed: "
                    + first.closeWait() + " are in CLOSE_WAIT, closed over there and never here";
        }
        return "close what is opened: streams, sockets and HTTP clients; /proc/<pid>/fd shows what they are";
    }

    private String peer() {
        if (peers.isEmpty()) {
            return "";
        }
        OtherEnds.Peer first = peers.get(0);
        String closed = first.closeWait() == 0 ? "" : ", " + first.closeWait() + " of those in CLOSE_WAIT";
        return " (" + first.sockets() + " with " + first.peer() + closed + ")";
    }

    private String directory() {
        for (Map.Entry<String, Integer> first : directories.entrySet()) {
            return " (" + first.getValue() + " in " + first.getKey() + ")";
        }
        return "";
    }

    private List<Map<String, Object>> told() {
        List<Map<String, Object>> told = new ArrayList<>();
        for (OtherEnds.Peer each : peers) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("peer", each.peer());
            one.put("sockets", each.sockets());
            one.put("closeWait", each.closeWait());
            told.add(one);
        }
        return told;
    }
}
