package shop;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;

/** Calls the service at a loopback port twenty times, then has it repeat something, and says how often it did. */
public final class Caller {

    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);

    private Caller() {}

    public static void main(String[] args) {
        ManagedChannel channel = NettyChannelBuilder.forAddress("127.0.0.1", Integer.parseInt(args[0]))
                .usePlaintext()
                .build();
        int answers = 0;
        for (int i = 0; i < 20; i++) {
            byte[] answer = ClientCalls.blockingUnaryCall(channel, Methods.ECHO, CallOptions.DEFAULT, HELLO);
            answers += answer.length == HELLO.length ? 1 : 0;
        }
        Iterator<byte[]> stream =
                ClientCalls.blockingServerStreamingCall(channel, Methods.REPEAT, CallOptions.DEFAULT, HELLO);
        while (stream.hasNext()) {
            answers += stream.next().length == HELLO.length ? 1 : 0;
        }
        channel.shutdownNow();
        System.out.println("answers: " + answers);
    }
}
