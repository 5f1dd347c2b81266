import io.dynrefer.DynRefer;
import io.dynrefer.region.Region;
import java.nio.file.Path;

/** Prints a caption for a box of a photo: model folder, photo, left, top, width, height. */
public class Ask {
    public static void main(String[] arguments) {
        double[] box = java.util.Arrays.stream(arguments).skip(2).mapToDouble(Double::parseDouble).toArray();
        try (DynRefer dynrefer = DynRefer.open(Path.of(arguments[0]))) {
            var answer = dynrefer.refer(Path.of(arguments[1]), Region.box(box[0], box[1], box[2], box[3]));
            System.out.println("Answer: " + answer.regions().get(0).caption().text());
        }
    }
}
