package shop;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The application of the products' test, as Quarkus REST has it. */
@Path("/")
public class Shop {

    @GET
    @Path("hello")
    public String hello() {
        return "hello";
    }

    @GET
    @Path("error-on-purpose")
    public String error() {
        throw new IllegalStateException("on purpose");
    }

    @GET
    @Path("slow")
    @Blocking
    public String slow(@QueryParam("ms") long ms) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(ms);
        return "slow";
    }

    @GET
    @Path("async")
    public Uni<String> async(@QueryParam("ms") long ms) {
        return Uni.createFrom().item("async").onItem().delayIt().by(Duration.ofMillis(ms));
    }

    @POST
    @Path("upload")
    public String upload(byte[] body) {
        return Integer.toString(body.length);
    }
}
