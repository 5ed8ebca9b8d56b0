package dev.gatewayhealth.e2e.rig;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Applications that only their framework's own plugin can build. */
final class Built {

    private Built() {}

    /**
     * Builds one of {@code e2e/products}, unless it has been since the last clean.
     *
     * @param project its directory
     * @param name what to call what comes out
     * @param properties of its build
     * @return where that lies
     */
    static Path product(String project, String name, Map<String, String> properties) {
        return product(project, name, properties, Map.of());
    }

    /** The same with a build that runs on that JDK. */
    static Path product(String project, String name, Map<String, String> properties, Path jdk) {
        return product(project, name, properties, Map.of("JAVA_HOME", jdk.toString()));
    }

    private static Path product(
            String project, String name, Map<String, String> properties, Map<String, String> environment) {
        Path target = Places.built("products").resolve(name);
        if (Files.exists(target.resolve("done"))) {
            return target;
        }
        List<String> command = new ArrayList<>(List.of("mvn", "-q", "-B", "-f"));
        command.add(Places.repository("e2e/products/" + project + "/pom.xml").toString());
        command.add("-Dtarget=" + target);
        properties.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.add("package");
        Program.Result result = Program.run(command, environment);
        if (result.exitCode() != 0) {
            throw new AssertionError(command + " ended with " + result.exitCode() + ":\n" + result.output());
        }
        Trees.touch(target.resolve("done"));
        return target;
    }
}
