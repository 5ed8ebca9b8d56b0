package shop;

import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** The service, on a loopback port. */
public final class Shop {

    private static final int TIMES = 5;

    private Shop() {}

    public static void main(String[] args) throws Exception {
        ServerServiceDefinition service = ServerServiceDefinition.builder("shop.Shop")
                .addMethod(Methods.ECHO, ServerCalls.asyncUnaryCall(Shop::echo))
                .addMethod(Methods.REPEAT, ServerCalls.asyncServerStreamingCall(Shop::repeat))
                .build();
        Server server = NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", Integer.parseInt(args[0])))
                .addService(service)
                .build()
                .start();
        server.awaitTermination();
    }

    private static void echo(byte[] message, StreamObserver<byte[]> caller) {
        caller.onNext(message);
        caller.onCompleted();
    }

    private static void repeat(byte[] message, StreamObserver<byte[]> caller) {
        try {
            for (int i = 0; i < TIMES; i++) {
                caller.onNext(message);
                TimeUnit.SECONDS.sleep(1);
            }
            caller.onCompleted();
        } catch (InterruptedException e) {
            caller.onError(e);
        }
    }
}
