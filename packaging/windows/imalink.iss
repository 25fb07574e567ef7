; An installer for Windows, from dist\imalink: iscc /DVersion=0.1.0 packaging\windows\imalink.iss
; Signing: iscc "/Ssign=signtool sign /fd sha256 /tr http://timestamp.digicert.com /td sha256 $f" /DSigned ...
; Sign dist\imalink\imalink.exe and imalink-window.exe with the same before this.

[Setup]
AppId={{6E2F5C0B-5C4E-4B3B-9D57-6B8F3A2E7A11}
AppName=ImaLink
AppVersion={#Version}
AppPublisher=The ImaLink authors
LicenseFile=..\..\LICENSE
DefaultDirName={autopf}\ImaLink
DefaultGroupName=ImaLink
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
OutputDir=..\..\dist
OutputBaseFilename=ImaLink-{#Version}-setup
SetupIconFile=..\..\build\package\made\imalink.ico
UninstallDisplayIcon={app}\imalink-window.exe
Compression=lzma2
SolidCompression=yes
ChangesAssociations=yes
CloseApplications=yes
#ifdef Signed
SignTool=sign
#endif

[Files]
Source: "..\..\dist\imalink\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[InstallDelete]
; What an older version had and this one has not.
Type: filesandordirs; Name: "{app}\_internal"

[Icons]
Name: "{group}\ImaLink"; Filename: "{app}\imalink-window.exe"

[Registry]
; "Open with", for photos and folders; what opens them by default stays as it is.
Root: HKA; Subkey: "Software\Classes\Applications\imalink-window.exe"; ValueType: string; ValueName: "FriendlyAppName"; ValueData: "ImaLink"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Applications\imalink-window.exe\shell\open\command"; ValueType: string; ValueData: """{app}\imalink-window.exe"" ""%1"""
Root: HKA; Subkey: "Software\Classes\Directory\shell\ImaLink"; ValueType: string; ValueData: "Import into ImaLink"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Directory\shell\ImaLink\command"; ValueType: string; ValueData: """{app}\imalink-window.exe"" ""%1"""
#define Ext(str e) 'Root: HKA; Subkey: "Software\Classes\Applications\imalink-window.exe\SupportedTypes"; ValueType: string; ValueName: ".' + e + '"; ValueData: ""'
#emit Ext("jpg")
#emit Ext("jpeg")
#emit Ext("png")
#emit Ext("tif")
#emit Ext("tiff")
#emit Ext("webp")
#emit Ext("gif")
#emit Ext("bmp")
#emit Ext("heic")
#emit Ext("avif")
#emit Ext("dng")
#emit Ext("cr2")
#emit Ext("cr3")
#emit Ext("nef")
#emit Ext("arw")
#emit Ext("raf")
#emit Ext("orf")
#emit Ext("rw2")
#emit Ext("pef")

[Run]
Filename: "{app}\imalink-window.exe"; Description: "{cm:LaunchProgram,ImaLink}"; Flags: nowait postinstall skipifsilent
