#!/bin/sh
# From dist/ImaLink.app, signed by PyInstaller as IMALINK_SIGNED_BY says, to a disk image that Apple has seen.
# Needs a Developer ID in the keychain, and once: xcrun notarytool store-credentials imalink
set -eu
cd "$(dirname "$0")/../.."
app=dist/ImaLink.app
version=$(plutil -extract CFBundleShortVersionString raw "$app/Contents/Info.plist")
image=dist/ImaLink-$version.dmg

codesign --verify --deep --strict "$app"
"$app/Contents/MacOS/imalink" --self-check
hdiutil create -volname ImaLink -srcfolder "$app" -ov -format UDZO "$image"
if [ -n "${IMALINK_SIGNED_BY:-}" ]; then
    codesign --sign "$IMALINK_SIGNED_BY" --timestamp "$image"
    xcrun notarytool submit "$image" --keychain-profile imalink --wait
    xcrun stapler staple "$image"
fi
echo "$image"
