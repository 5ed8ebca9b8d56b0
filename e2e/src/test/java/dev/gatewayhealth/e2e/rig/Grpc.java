package dev.gatewayhealth.e2e.rig;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A gRPC service on Netty, without TLS. */
public final class Grpc implements Host {

    @Override
    public List<String> launch(Path work, int port, int threads) {
        return List.of("-cp", classPath(), "shop.Shop", Integer.toString(port));
    }

    /** What somebody says who called it through that port, all calls answered or not. */
    public static String called(int port) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return Program.run(
                        List.of(java, "-Xmx128m", "-cp", classPath(), "shop.Caller", Integer.toString(port)), Map.of())
                .output();
    }

    @Override
    public String toString() {
        return "grpc";
    }

    private static String classPath() {
        Path app = Built.product("grpc", "grpc", Map.of());
        return app.resolve("classes") + ":" + app.resolve("dependency") + "/*";
    }
}
