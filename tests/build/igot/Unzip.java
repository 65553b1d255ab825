import java.io.FileInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Read a zip from front to back, as iGOT's services do, and print name and SHA-256 of every entry. */
public class Unzip {
    public static void main(String[] arguments) throws Exception {
        for (String path : arguments) {
            try (ZipInputStream zip = new ZipInputStream(new FileInputStream(path))) {
                for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    byte[] digest = MessageDigest.getInstance("SHA-256").digest(zip.readAllBytes());
                    System.out.println(HexFormat.of().formatHex(digest) + "  " + entry.getName());
                }
            }
        }
    }
}
